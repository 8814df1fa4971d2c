package import Casework

/// A CloudEvent 1.0.2 in its JSON form, out or in.
package struct CloudEvent: Hashable, Sendable {
    package static let contentType = "application/cloudevents+json"
    package static let batchContentType = "application/cloudevents-batch+json"

    package var id: String
    package var source: String
    package var type: String
    package var subject: String?
    package var time: Instant?
    package var dataContentType: String?
    package var dataSchema: String?
    /// Sorted by name.
    package var extensions: [Extension]
    package var data: Payload

    package struct Extension: Hashable, Sendable {
        package var name: String
        package var value: JSONValue
        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package enum Payload: Hashable, Sendable {
        case none
        case json(JSONValue)
        /// From `data_base64`.
        case bytes([UInt8])
    }

    package init(
        id: String, source: String, type: String, subject: String? = nil, time: Instant? = nil,
        dataContentType: String? = nil, dataSchema: String? = nil, extensions: [Extension] = [],
        data: Payload = .none
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.dataContentType = dataContentType
        self.dataSchema = dataSchema
        self.extensions = extensions
        self.data = data
    }

    /// The JSON text of an event whose data is JSON text already.
    static func text(
        id: String, source: String, type: String, subject: String?, time: Instant,
        dataJSON: String
    ) -> String {
        var object = JSONObjectText()
        object.add("specversion", "1.0")
        object.add("id", id)
        object.add("source", source)
        object.add("type", type)
        if let subject { object.add("subject", subject) }
        object.add("time", RFC3339.text(time))
        object.add("datacontenttype", "application/json")
        object.add("data", json: dataJSON)
        return object.text
    }
}
