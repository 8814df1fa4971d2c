import Testing

@testable import MatrixWire

@Suite struct MatrixIDTests {
    @Test(arguments: [
        "@casebell:example.org", "@a:b", "@Mixed.Case+x/y=z_-:matrix.example.org:8448",
        "@:example.org", "@grün und alt:example.org", "@x:1.2.3.4", "@x:[2001:db8::1]:8448",
    ])
    func `a user id is read, also one of long ago`(_ text: String) {
        #expect(MatrixUserID(text)?.rawValue == text)
    }

    @Test(arguments: [
        "", "@", "@a", "@a:", "a:b", "!a:b", "@a:b/c", "@a:b:c", "@a:b:123456", "@a\n:b", "@a\0:b",
        "@a:b ", "@a:", "@a:[::1", "@a:[xyz]", "@a:[::1]x",
        "@" + String(repeating: "a", count: 250) + ":b.test",
    ])
    func `what is no user id is nobody`(_ text: String) {
        #expect(MatrixUserID(text) == nil)
    }

    @Test func `an id has at most 255 bytes, not characters`() {
        let fits = "@" + String(repeating: "ä", count: 126) + ":b"
        #expect(fits.utf8.count == 255)
        #expect(MatrixID.isUser(fits))
        #expect(!MatrixID.isUser(fits + "c"))
        #expect(MatrixID.isRoom("!" + String(repeating: "r", count: 254)))
        #expect(!MatrixID.isRoom("!" + String(repeating: "r", count: 255)))
    }

    @Test func `a user id has a localpart and a server`() {
        let user = MatrixUserID("@dana:example.org:8448")
        #expect(user?.localpart == "dana")
        #expect(user?.server == "example.org:8448")
    }

    @Test func `rooms of every version have ids`() {
        #expect(MatrixID.isRoom("!old:example.org"))
        #expect(MatrixID.isRoom("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"))
        #expect(!MatrixID.isRoom("#care:example.org"))
        #expect(!MatrixID.isRoom("!"))
        #expect(!MatrixID.isRoom("!a\u{7F}:b"))
        #expect(MatrixID.isEvent("$h29iv0s8:example.com"))
        #expect(MatrixID.isEvent("$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk"))
        #expect(!MatrixID.isEvent("acR1l0raoZnm60CBwAVgqbZqoO"))
    }

    @Test func `an alias names its server`() {
        #expect(MatrixID.isAlias("#care:example.org"))
        #expect(!MatrixID.isAlias("#care"))
        #expect(!MatrixID.isAlias("#care:exa mple.org"))
        #expect(MatrixID.server(of: "#care:example.org") == "example.org")
        #expect(MatrixID.server(of: "!care") == nil)
        #expect(MatrixID.server(of: "!care:exa/mple") == nil)
    }
}
