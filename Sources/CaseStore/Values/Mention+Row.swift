import Casework

extension Mention {
    init(row: inout Columns) throws {
        let key = MentionKey(source: try row.id(), id: try row.text())
        self.init(
            key: key, text: try row.text(), postedAt: try row.time(),
            author: try Author(row: &row), url: try row.textIfAny(),
            conversation: try row.textIfAny(), inReplyTo: try row.textIfAny(),
            language: try row.textIfAny(), visibility: try row.word(),
            attachments: try JSONText.decoded(list: try row.text()),
            editedAt: try row.timeIfAny(), deletedAt: try row.timeIfAny())
        byBot = try row.flagIfAny()
    }

    /// What can change, in the columns' order.
    var content: [SQLValue] {
        get throws {
            [.text(text), .time(postedAt)] + author.values
                + [
                    .text(url), .text(conversation), .text(inReplyTo), .text(language),
                    .word(visibility), .text(try JSONText.encoded(list: attachments)),
                    .time(editedAt), .time(deletedAt), .flag(byBot),
                ]
        }
    }
}

extension MentionKey {
    var values: [SQLValue] { [.id(source), .text(id)] }
}
