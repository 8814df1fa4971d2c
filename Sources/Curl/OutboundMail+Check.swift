extension OutboundMail {
    /// Throws what is wrong with the mail itself.
    func check() throws(CurlFailure) {
        guard OutboundMail.isHost(bareHost), (1...65_535).contains(port) else {
            throw .badURL(reason: "a mail server is a host and a port")
        }
        guard tls.fingerprints.isEmpty else {
            throw .badURL(reason: "a mail server's certificate cannot be pinned")
        }
        guard OutboundMail.isAddress(sender) else { throw .badHeader(name: "MAIL FROM") }
        guard OutboundMail.isAddress(recipient) else { throw .badHeader(name: "RCPT TO") }
        guard message.count <= OutboundMail.messageLimit else { throw .overflow }
        guard !message.isEmpty else { throw .badHeader(name: "message") }
    }

    /// Without the brackets of IPv6.
    private var bareHost: String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    private static func isHost(_ host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 253
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "._-:".utf8.contains(byte)
                }
            }
    }

    /// Nothing with which an address could end its brackets or its line.
    private static func isAddress(_ address: String) -> Bool {
        let halves = address.utf8.split(
            separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty }
            && address.utf8.count <= addressLimit
            && address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"\\".utf8.contains($0) }
    }
}
