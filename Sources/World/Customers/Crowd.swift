import Casework
import Connectors

/// The customers of a day: when they write, what they write, and what they do with an answer.
final class Crowd {
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private let wall: Wall
    private let sources: [Source]
    private var chance: Chance
    private var words: Words
    private var customers = 0
    var isQuiet = false

    init(
        _ sources: [Source], _ scheduler: Scheduler, _ chronicle: Chronicle, _ wall: Wall,
        _ chance: Chance
    ) {
        self.sources = sources
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.wall = wall
        self.chance = chance
        words = Words(self.chance.fork())
    }

    // MARK: - When

    /// By the hour of a working day, for a hundred mentions.
    private static let busyness = [
        1, 1, 0, 0, 0, 1, 2, 4, 7, 9, 9, 8, 7, 7, 6, 6, 6, 6, 5, 4, 4, 3, 2, 2,
    ]

    /// Draws a day of about so many mentions, from `start` to `end`, with its incidents.
    func plan(about count: Int, incidents: Int, from start: Lapse, to end: Lapse) {
        let rush = (0..<incidents).map { _ -> ClosedRange<Int64> in
            let minute = chance.between(60, 900)
            return minute...(minute + chance.between(5, 20))
        }
        var minute = start.milliseconds / 60_000
        while minute * 60_000 < end.milliseconds {
            let weight = Crowd.busyness[Int(minute / 60 + 5) % 24]
            // In ten thousand.
            var rate = weight * count * 10_000 / 100 / 60
            if rush.contains(where: { $0.contains(minute) }) { rate *= 10 }
            while rate > 0 {
                if chance.below(10_000) < rate {
                    let at = Lapse(milliseconds: minute * 60_000 + chance.between(0, 59_999))
                    scheduler.at(at) { [weak self] in self?.writeSomething() }
                }
                rate -= 10_000
            }
            minute += 1
        }
    }

    // MARK: - What

    private func writeSomething() {
        guard !isQuiet else { return }
        let old = chronicle.mentions.count > 5 ? chance.below(100) : 99
        switch old {
        case 0..<14: writeAgain(isThanks: false)
        case 14..<20: writeAgain(isThanks: true)
        case 20..<25: edit()
        case 25..<28: delete()
        default: open()
        }
    }

    private func open() {
        customers += 1
        let number = chronicle.mentions.count
        let author = Author(
            handle: words.handle(customers), name: chance.oneIn(3) ? "Mara \(customers)" : nil,
            followers: chance.oneIn(12) ? 48_000 : Int(chance.between(0, 400)),
            vip: chance.oneIn(15))
        guard let source = chance.pick(sources) else { return }
        write(
            Mention(
                key: MentionKey(source: source.name, id: "m\(number)"), text: words.complaint(),
                postedAt: wall.trueTime(), author: author,
                conversation: chance.oneIn(2) ? "t\(number)" : nil,
                visibility: chance.oneIn(6) ? .direct : .public), to: source)
    }

    /// In a thread, or as an answer to what was said before.
    private func writeAgain(isThanks: Bool) {
        guard let before = recent() else { return }
        let text = isThanks ? words.gratitude() : words.complaint()
        answer(
            before.mention, with: text, to: before.mention.key.id,
            isOther: !isThanks && chance.oneIn(8))
    }

    private func answer(
        _ before: Mention, with text: String, to reference: String, isOther: Bool = false
    ) {
        guard let source = sources.first(where: { $0.name == before.key.source }) else { return }
        var author = before.author
        if isOther {
            customers += 1
            author = Author(handle: words.handle(customers))
        }
        write(
            Mention(
                key: MentionKey(source: source.name, id: "m\(chronicle.mentions.count)"),
                text: text,
                postedAt: wall.trueTime(), author: author, conversation: before.conversation,
                inReplyTo: reference, visibility: before.visibility), to: source)
    }

    /// Somebody is writing to that customer, who may speak, or change what they said, just then.
    func interrupt(_ matter: CaseID) {
        guard chance.oneIn(6),
            let record = chronicle.mentions.last(where: { $0.acceptedIn.last == matter })
        else { return }
        scheduler.after(chance.seconds(1, 120)) { [weak self] in self?.react(record) }
    }

    private func react(_ record: MentionRecord) {
        guard !isQuiet else { return }
        switch chance.below(10) {
        case 0..<6:
            let text = chance.oneIn(3) ? words.gratitude() : words.complaint()
            answer(record.mention, with: text, to: record.mention.key.id)
        case 6..<8: change(record)
        default: delete(record)
        }
    }

    /// They have a post before them, and others of the same answer are to follow at once.
    private func interruptThread(_ reply: ReplyRequest) {
        guard let thread = reply.thread, thread.number < thread.of, chance.oneIn(2),
            let record = chronicle.mentions.last(where: { $0.acceptedIn.last == reply.matter })
        else { return }
        scheduler.after(chance.milliseconds(0, 900)) { [weak self] in self?.react(record) }
    }

    private func edit() {
        if let record = recent() { change(record) }
    }

    private func change(_ record: MentionRecord) {
        guard record.mention.deletedAt == nil,
            record.acceptedText == record.mention.text
        else { return }
        record.mention.text = words.complaint()
        record.mention.editedAt = wall.trueTime()
        bringAgain(record)
    }

    private func delete() {
        if let record = recent() { delete(record) }
    }

    private func delete(_ record: MentionRecord) {
        guard record.mention.deletedAt == nil else { return }
        record.mention.deletedAt = wall.trueTime()
        bringAgain(record)
    }

    private func recent() -> MentionRecord? { chance.pick(Array(chronicle.mentions.suffix(60))) }

    private func write(_ mention: Mention, to source: Source) {
        let number = chronicle.mentions.count
        let record = MentionRecord(mention)
        chronicle.mentions.append(record)
        chronicle.note(
            scheduler.now, "\(mention.author.handle) wrote \(mention.key.id): \(mention.text)")
        source.bring(record, number: number)
    }

    private func bringAgain(_ record: MentionRecord) {
        guard let number = chronicle.mentions.firstIndex(where: { $0 === record }),
            let source = sources.first(where: { $0.name == record.mention.key.source })
        else { return }
        chronicle.note(scheduler.now, "\(record.mention.key.id) changed: \(record.mention.text)")
        source.bring(record, number: number)
    }

    // MARK: - Answers

    func receive(_ reply: ReplyRequest, _ reference: String) {
        interruptThread(reply)
        guard !isQuiet,
            let answered = chronicle.mentions.last(where: { record in
                record.mention.key.source == reply.source
                    && record.mention.key.id == reply.inReplyTo
            })
        else { return }
        let mood = chance.below(100)
        guard mood < 45 else { return }
        scheduler.after(chance.seconds(20, 3600)) { [weak self] in
            guard let self, !isQuiet else { return }
            let text = mood < 25 ? words.gratitude() : words.complaint()
            answer(answered.mention, with: text, to: reference)
        }
    }
}
