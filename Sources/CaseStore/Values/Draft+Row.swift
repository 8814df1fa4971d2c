import Casework

extension Draft {
    init(row: inout Columns) throws {
        self.init(
            revision: try row.count(), mark: try row.id(), author: try row.id(),
            originator: try row.id(), text: try row.text(), visibility: try row.word(),
            answers: MentionKey(source: try row.id(), id: try row.text()),
            fingerprint: try row.id(), key: try row.id(), writtenAt: try row.time(),
            replaced: try row.idIfAny(),
            approvalReasons: try JSONText.decoded(list: try row.text()), state: try row.word())
        approver = try row.idIfAny()
        approvedAt = try row.timeIfAny()
        hold = try row.textIfAny().map { try JSONText.decoded($0) }
        heldAt = try row.timeIfAny()
        reference = try row.textIfAny()
        remark = try row.textIfAny()
        let name = try row.textIfAny()
        let words = try row.wordIfAny(CannedUse.Words.self)
        canned = name.map { CannedUse(name: $0, words ?? .asWritten) }
        alone = try row.wordIfAny()
        attachments = try JSONText.decoded(list: try row.text())
        listedOn = try row.idIfAny()
        thread = try row.textIfAny().map { try JSONText.decoded($0) }
        outOfHours = try row.wordIfAny()
    }

    /// What was written, and never changes.
    var content: [SQLValue] {
        get throws {
            [
                .integer(revision), .id(mark), .id(author), .id(originator), .text(text),
                .word(visibility), .id(answers.source), .text(answers.id), .id(fingerprint),
                .id(key), .time(writtenAt), .id(replaced),
                .text(try JSONText.encoded(list: approvalReasons)), .text(canned?.name),
                .text(canned?.words.rawValue), .text(try JSONText.encoded(list: attachments)),
                .id(listedOn), .text(try thread.map { try JSONText.encoded($0) }),
                .text(outOfHours?.rawValue),
            ]
        }
    }

    /// Where it stands.
    var standing: [SQLValue] {
        get throws {
            [
                .word(state), .id(approver), .time(approvedAt),
                .text(try hold.map { try JSONText.encoded($0) }), .time(heldAt),
                .text(reference), .text(remark), .text(alone?.rawValue), .flag(state.isLive),
                .flag(state == .waiting || state == .held),
            ]
        }
    }

    func hasContent(of other: Draft) -> Bool {
        revision == other.revision && mark == other.mark && author == other.author
            && originator == other.originator && text == other.text
            && visibility == other.visibility && answers == other.answers
            && fingerprint == other.fingerprint && key == other.key
            && writtenAt == other.writtenAt && replaced == other.replaced
            && approvalReasons == other.approvalReasons && canned == other.canned
            && attachments == other.attachments && listedOn == other.listedOn
            && thread == other.thread && outOfHours == other.outOfHours
    }
}
