package import Casework

/// A CloudEvent 1.0.2 in its JSON form, in or out.
package struct CloudEvent: Hashable, Sendable {
    package static let contentType = "application/cloudevents+json"
    package static let batchContentType = "application/cloudevents-batch+json"

    /// Code points of an attribute.
    package static let attributeLengthMax = 2048
    package static let extensionLimit = 64
    /// Letters of an extension's name.
    package static let nameLengthMax = 100

    package var id: String
    package var source: String
    package var type: String
    package var subject: String?
    package var time: Instant?
    package var dataContentType: String?
    package var dataSchema: String?
    /// In the order in which they were written; strings, booleans and integers of 32 bits.
    package var extensions: [JSONObject.Member]
    package var data: Payload

    package enum Payload: Hashable, Sendable {
        case none
        case json(JSONValue)
        /// One JSON value that is written already and goes out as it is; never read.
        case written([UInt8])
        /// `data_base64` as it stands there.
        case base64(String)
    }

    package init(
        id: String, source: String, type: String, subject: String? = nil, time: Instant? = nil,
        dataContentType: String? = nil, dataSchema: String? = nil,
        extensions: [JSONObject.Member] = [], data: Payload = .none
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
}
