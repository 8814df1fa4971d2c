import FoundationEssentials

extension CloudEvent {
    /// Bytes of a body.
    package static let bodyLimit = 1 << 20
    /// Events in a batch.
    package static let batchLimit = 10_000
    /// Bytes of an attribute.
    package static let attributeLimit = 4096
    package static let extensionLimit = 64

    /// One event (`application/cloudevents+json`).
    package static func parse(_ body: [UInt8]) throws(CloudEventRefusal) -> CloudEvent {
        try parse(value(of: body), at: "")
    }

    /// A batch (`application/cloudevents-batch+json`), possibly empty. All of them or none.
    package static func parseBatch(_ body: [UInt8]) throws(CloudEventRefusal) -> [CloudEvent] {
        guard case .array(let values) = try value(of: body) else {
            throw CloudEventRefusal([.init(pointer: "", detail: "a batch has to be an array")])
        }
        guard values.count <= batchLimit else {
            throw CloudEventRefusal([
                .init(pointer: "", detail: "a batch has at most \(batchLimit) events")
            ])
        }
        var events: [CloudEvent] = []
        var faults: [CloudEventFault] = []
        for (index, value) in values.enumerated() where faults.count < CloudEventRefusal.faultLimit
        {
            do throws(CloudEventRefusal) {
                events.append(try parse(value, at: "/\(index)"))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw CloudEventRefusal(faults) }
        return events
    }

    /// An event that has been read as JSON already.
    ///
    /// - Parameter pointer: where it stands in the body.
    package static func parse(_ value: JSONValue, at pointer: String) throws(CloudEventRefusal)
        -> CloudEvent
    {
        guard case .object(let members) = value else {
            throw CloudEventRefusal([
                .init(pointer: pointer, detail: "an event has to be an object")
            ])
        }
        // "When decoding attributes and a null value is encountered, it MUST be treated as the
        // equivalent of unset or omitted." (JSON Event Format 1.0.2, 2.2) `data` may be null.
        var reader = CloudEventReader(
            members: members.filter { $0.key == "data" || $0.value != .null }, pointer: pointer)
        let event = reader.event()
        guard reader.faults.isEmpty else { throw CloudEventRefusal(reader.faults) }
        return event
    }

    private static func value(of body: [UInt8]) throws(CloudEventRefusal) -> JSONValue {
        guard body.count <= bodyLimit else {
            throw CloudEventRefusal([
                .init(pointer: "", detail: "the body is larger than \(bodyLimit) bytes")
            ])
        }
        do {
            return try JSONValue.parse(body)
        } catch {
            throw CloudEventRefusal([.init(pointer: "", detail: "the body is no JSON")])
        }
    }
}
