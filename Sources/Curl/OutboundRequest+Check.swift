import CCurl

extension OutboundRequest {
    /// The host it goes to. Throws what is wrong with the request itself: nothing of a URL
    /// that may carry a password is repeated.
    func checkedHost() throws(CurlFailure) -> String {
        guard url.utf8.count <= OutboundRequest.urlLimit else {
            throw .badURL(reason: "it is longer than \(OutboundRequest.urlLimit) bytes")
        }
        guard !method.isEmpty, method.utf8.count <= 20,
            method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw .badHeader(name: "method") }
        guard headers.count <= OutboundRequest.headerCountLimit,
            body.count <= OutboundRequest.bodyLimit
        else { throw .overflow }
        for header in headers {
            guard OutboundRequest.isToken(header.name) else {
                throw .badHeader(name: CurlFailure.printable(header.name))
            }
            guard header.value.utf8.count <= OutboundRequest.headerLimit,
                header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
            else { throw .badHeader(name: header.name) }
        }
        return try OutboundRequest.host(of: url)
    }

    private static func host(of url: String) throws(CurlFailure) -> String {
        let wrong = CurlFailure.badURL(reason: "it has to be http:// or https:// and a host")
        guard !url.utf8.contains(0), let parsed = curl_url() else { throw wrong }
        defer { curl_url_cleanup(parsed) }
        guard url.withCString({ curl_url_set(parsed, CURLUPART_URL, $0, 0) }) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME, of: parsed), ["http", "https"].contains(scheme),
            let host = part(CURLUPART_HOST, of: parsed)
        else { throw wrong }
        return host
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// RFC 9110, 5.6.2: what the name of a header may be made of.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
