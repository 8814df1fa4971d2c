extension CloudEvent {
    /// As one JSON object (JSON Event Format 1.0.2). The same event always gives the same bytes,
    /// because signatures cover them.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("specversion", "1.0")
            writer.member("id", id)
            writer.member("source", source)
            writer.member("type", type)
            if let subject { writer.member("subject", subject) }
            if let time { writer.member("time", time) }
            if let dataContentType { writer.member("datacontenttype", dataContentType) }
            if let dataSchema { writer.member("dataschema", dataSchema) }
            for attribute in extensions {
                writer.name(attribute.name)
                writer.value(attribute.value)
            }
            write(data, to: &writer)
        }
        return writer.bytes
    }

    private func write(_ data: Payload, to writer: inout JSONWriter) {
        switch data {
        case .none: break
        case .json(let value):
            writer.name("data")
            writer.value(value)
        case .written(let json):
            writer.name("data")
            writer.raw(String(decoding: json, as: UTF8.self))
        case .base64(let text): writer.member("data_base64", text)
        }
    }
}
