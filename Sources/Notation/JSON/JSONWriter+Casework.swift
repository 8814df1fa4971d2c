package import Casework

/// What HTTP and webhooks show alike.
extension JSONWriter {
    package mutating func attachments(_ attachments: [Attachment]) {
        array(attachments) { writer, attachment in
            writer.object {
                $0.member("type", attachment.type)
                $0.member("url", attachment.url)
                $0.member("alt", attachment.alt)
            }
        }
    }

    /// An event of the audit.
    ///
    /// - Parameters:
    ///   - data: a JSON value as text, passed on as it is stored.
    ///   - hash: lower-case hex of the chain.
    package mutating func event(
        sequence: Int64, matter: CaseID?, at: Instant, type: String, by: PersonID?,
        via: NetworkName?, data: String, hash: String
    ) {
        object { writer in
            writer.member("seq", sequence)
            writer.member("case", matter?.number)
            writer.member("at", at)
            writer.member("type", type)
            writer.member("by", by?.rawValue)
            writer.member("via", via?.rawValue)
            writer.name("data")
            writer.raw(data)
            writer.member("hash", hash)
        }
    }
}
