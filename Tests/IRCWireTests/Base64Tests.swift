import Testing

@testable import IRCWire

@Suite struct Base64Tests {
    // RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the RFC's examples both ways`(text: String, base64: String) {
        #expect(Base64.encoded(Array(text.utf8)) == base64)
        #expect(Base64.decoded(base64) == Array(text.utf8))
    }

    @Test func `every byte comes back`() {
        for count in 0...300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
    }

    @Test(arguments: ["Z", "Zg=", "Zg=a", "Z===", "Zm9v!", "Zm 9v", "=Zg="])
    func `what is not base64 is nothing`(text: String) {
        #expect(Base64.decoded(text) == nil)
    }
}
