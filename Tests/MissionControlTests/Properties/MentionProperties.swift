import Casework
import Desk
import Notation
import Yardstick

@testable import MissionControl

/// What holds for any body that is posted as mentions. An input is a byte for how it is posted and
/// by whom, then the body.
enum MentionProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let body = Array(input.dropFirst())
        let receivedAt = Instant(milliseconds: 1_795_219_200_123)
        let reader = MentionJSON(
            receivedAt: receivedAt, isTrusted: choice & 4 != 0,
            defaultSource: choice & 8 != 0 ? "file" : nil)
        switch choice & 3 {
        case 0: return PostedBody(body, .plain, reader).violation
        case 1: return PostedBody(body, .cloudEvent, reader).violation
        case 2: return PostedBody(body, .cloudEventBatch, reader).violation
        default:
            let text = String(decoding: body, as: UTF8.self)
            return HeaderProperties.violation(in: text)
        }
    }
}

/// One body with its media type, and who reads it.
private struct PostedBody {
    let body: [UInt8]
    let envelope: MentionEnvelope
    let reader: MentionJSON

    init(_ body: [UInt8], _ envelope: MentionEnvelope, _ reader: MentionJSON) {
        self.body = body
        self.envelope = envelope
        self.reader = reader
    }

    var violation: String? {
        let document: JSONValue
        do {
            document = try JSONParser.parse(body)
        } catch {
            return JSONProperties.violation(of: error, in: body) ?? expectRefusal(error)
        }
        if let violation = JSONProperties.violation(of: document) { return violation }
        do {
            let mentions = try envelope.mentions(in: body, reader)
            return violation(of: mentions, from: document)
        } catch .faulty(let faults) {
            return FaultProperties.violation(of: faults, in: document)
        } catch {
            return "JSON is no JSON: \(error)"
        }
    }

    /// What is no JSON is refused as that, and with the same fault.
    private func expectRefusal(_ fault: JSONFault) -> String? {
        do {
            _ = try envelope.mentions(in: body, reader)
            return "no JSON, and taken"
        } catch {
            return error == .notJSON(fault) ? nil : "no JSON, and refused as \(error)"
        }
    }

    /// Each item is one mention, with what stands there and nothing else.
    private func violation(of mentions: [Mention], from document: JSONValue) -> String? {
        var items = [document]
        if case .array(let several) = document { items = several }
        guard items.count == mentions.count, items.count <= MentionBatch.limit else {
            return "\(items.count) items, \(mentions.count) mentions"
        }
        for (item, mention) in zip(items, mentions) {
            let data = envelope == .plain ? item : item["data"] ?? .null
            let taken = TakenMention(mention: mention, data: data, reader: reader)
            if let violation = taken.violation { return violation }
        }
        return nil
    }
}
