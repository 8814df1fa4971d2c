import Casework
import HTTPTypes
import Notation

/// What goes back for one request, whole.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]

    init(
        _ status: HTTPResponse.Status = .ok, type: String, body: [UInt8],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.headers = headers
        self.headers[.contentType] = type
        self.body = body
    }

    static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        _ write: (inout JSONWriter) -> Void
    ) -> Answer {
        var writer = JSONWriter()
        write(&writer)
        return Answer(status, type: "application/json", body: writer.bytes, headers: headers)
    }

    /// The head as it goes out, with the fields every answer has.
    func head(at now: Instant) -> HTTPResponse {
        var fields = headers
        fields[.contentLength] = String(body.count)
        fields[.date] = now.httpDate
        fields[.xContentTypeOptions] = "nosniff"
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        return HTTPResponse(status: status, headerFields: fields)
    }
}
