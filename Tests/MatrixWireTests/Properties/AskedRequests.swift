import Notation

@testable import MatrixWire

/// That a request is one that can be made.
enum AskedRequests {
    static func violation(in request: MatrixRequest) -> String? {
        guard request.path.utf8.first == UInt8(ascii: "/"),
            request.path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "a path of \(request.path.debugDescription)" }
        if request.path.utf8.count > 8192 { return "a path of \(request.path.utf8.count) bytes" }
        if request.timeout <= 0 { return "\(request.purpose) with \(request.timeout) ms" }
        if let base = request.base, !base.hasPrefix("https://") { return "asked in the clear" }
        return request.body.isEmpty ? nil : violation(inBody: request)
    }

    private static func violation(inBody request: MatrixRequest) -> String? {
        guard let value = try? JSONParser.parse(request.body), let content = value.object else {
            return "the body of \(request.purpose) is no JSON object"
        }
        guard CanonicalJSON.bytes(CanonicalJSON.ordered(value)) == request.body else {
            return "the body of \(request.purpose) is in no order"
        }
        guard request.purpose == .send else { return nil }
        if request.body.count > Outbox.contentBytesMax {
            return "an event of \(request.body.count) bytes"
        }
        if content["msgtype"] != nil, content["m.mentions"]?.object == nil {
            return "a message does not say whom it means"
        }
        return nil
    }
}
