import Casework
import Desk
import Notation

/// How mentions are wrapped, as the media type says.
enum MentionEnvelope: Sendable {
    /// `application/json`: one object or an array of them.
    case plain
    /// `application/cloudevents+json`: one CloudEvent 1.0.2 whose `data` is a mention.
    case cloudEvent
    /// `application/cloudevents-batch+json`: an array of those.
    case cloudEventBatch

    /// Nothing for media types that are not taken, other charsets than UTF-8 included.
    init?(contentType: String) {
        let parts = contentType.split(separator: ";").map { $0.trimmed.lowercased() }
        for parameter in parts.dropFirst() where parameter.hasPrefix("charset=") {
            let charset = parameter.dropFirst("charset=".count).filter { $0 != "\"" }
            guard charset == "utf-8" || charset == "utf8" || charset == "us-ascii" else {
                return nil
            }
        }
        switch parts.first {
        case "application/json": self = .plain
        case CloudEvent.contentType: self = .cloudEvent
        case CloudEvent.batchContentType: self = .cloudEventBatch
        default: return nil
        }
    }

    static let accepted = [
        "application/json", CloudEvent.contentType, CloudEvent.batchContentType,
    ]

    /// All mentions of the document, or every fault of it.
    func mentions(in bytes: [UInt8], _ reader: MentionJSON) throws(MentionRefusal) -> [Mention] {
        let document: JSONValue
        do {
            document = try JSONParser.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        var faults: [Fault] = []
        var mentions: [Mention] = []
        for (pointer, value) in try items(of: document) {
            let found =
                switch self {
                case .plain: reader.mention(value, at: pointer, &faults)
                case .cloudEvent, .cloudEventBatch: unwrap(value, at: pointer, reader, &faults)
                }
            if let found { mentions.append(found) }
            if faults.count >= MentionRefusal.faultLimit { break }
        }
        if !faults.isEmpty {
            throw .faulty(Array(faults.prefix(MentionRefusal.faultLimit)))
        }
        return mentions
    }

    private func items(of document: JSONValue) throws(MentionRefusal) -> [(String, JSONValue)] {
        switch (self, document) {
        case (.plain, .array(let items)), (.cloudEventBatch, .array(let items)):
            guard items.count <= MentionBatch.limit else {
                let detail = "\(items.count) mentions; at most \(MentionBatch.limit) at once"
                throw .faulty([Fault(pointer: "", detail: detail)])
            }
            return items.enumerated().map { ("/\($0)", $1) }
        case (.cloudEventBatch, let other):
            let detail = "a batch is an array of CloudEvents, not \(other.kind)"
            throw .faulty([Fault(pointer: "", detail: detail)])
        default:
            return [("", document)]
        }
    }

    private func unwrap(
        _ value: JSONValue, at pointer: String, _ reader: MentionJSON, _ faults: inout [Fault]
    ) -> Mention? {
        guard let event = CloudEvent.read(value, at: pointer, &faults) else { return nil }
        let place = pointer + "/data"
        switch event.data {
        case .none, .json(.null):
            faults.append(Fault(pointer: place, detail: "is required: the mention"))
            return nil
        case .base64, .written:
            let detail = "holds the mention; data_base64 is not taken"
            faults.append(Fault(pointer: place, detail: detail))
            return nil
        case .json(let data):
            var inner = reader
            if let time = event.time { inner.receivedAt = time }
            return inner.mention(data, at: place, &faults)
        }
    }
}
