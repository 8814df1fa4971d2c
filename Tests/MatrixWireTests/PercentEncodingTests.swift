import Testing

@testable import MatrixWire

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("abcXYZ019-._~", "abcXYZ019-._~"), ("!room:example.org", "%21room%3Aexample.org"),
        ("#a/b%c", "%23a%2Fb%25c"), ("ü", "%C3%BC"), (" ?&=+", "%20%3F%26%3D%2B"), ("", ""),
    ])
    func `what is reserved is escaped`(_ plain: String, _ encoded: String) {
        #expect(PercentEncoding.encoded(plain) == encoded)
        #expect(PercentEncoding.decoded(encoded) == plain)
    }

    @Test(arguments: ["%", "%4", "%zz", "%FF", "a%"])
    func `a broken escape is nothing`(_ text: String) {
        #expect(PercentEncoding.decoded(text) == nil)
    }
}
