import Casework
import Chat
import MatrixWire
import Testing

@testable import MatrixLink

@Suite struct PostBodiesTests {
    private func bodies(_ lines: [Line]) -> PostBodies { PostBodies(lines) }

    @Test func `plain words are plain words, and every line is a line`() {
        let bodies = bodies([Line("one"), Line("two & three")])
        #expect(bodies.plain == "one\ntwo & three")
        #expect(bodies.html == nil)
        #expect(bodies.mentions == [])
    }

    @Test func `what stands out does, and a person who is meant is a pill`() {
        let bodies = bodies([
            Line([
                .person("@dana:example.org"), .text(": #42 is "), .strong("yours & only"),
                .text("<"),
            ])
        ])
        #expect(bodies.plain == "dana: #42 is yours & only<")
        #expect(
            bodies.html
                == "<a href=\"https://matrix.to/#/@dana:example.org\">dana</a>: #42 is "
                + "<strong>yours &amp; only</strong>&lt;")
        #expect(bodies.mentions == ["@dana:example.org"])
    }

    @Test func `a name that is no user id is a word`() {
        let bodies = bodies([Line([.person("dana"), .text(": hello")])])
        #expect(bodies.plain == "dana: hello")
        #expect(bodies.html == nil && bodies.mentions == [])
    }

    @Test func `an id in a link cannot end it`() {
        let bodies = bodies([Line([.person("@da\"na/<b>%:example.org")])])
        #expect(
            bodies.html
                == "<a href=\"https://matrix.to/#/@da%22na%2F%3Cb%3E%25:example.org\">"
                + "da&quot;na/&lt;b&gt;%</a>")
    }

    @Test func `whoever is meant twice is mentioned once`() {
        let bodies = bodies([Line([.person("@a:b.c"), .text(" and "), .person("@a:b.c")])])
        #expect(bodies.mentions == ["@a:b.c"])
    }

    @Test(arguments: [("│", " │ "), (":", ": ")])
    func `a customer's words and a draft are a quotation under the card`(
        _ style: (name: String, bar: String)
    ) {
        let bodies = bodies([
            Line("#42 P1 care"),
            Line([.text("#42\(style.bar)they wrote: "), .quoted("<b>Hi</b>")]),
            Line([.text("#42\(style.bar)draft: "), .quoted("Hello")]), Line("that is all"),
        ])
        #expect(
            bodies.plain
                == "#42 P1 care\n#42\(style.bar)they wrote: <b>Hi</b>\n"
                + "#42\(style.bar)draft: Hello\nthat is all")
        #expect(
            bodies.html
                == "#42 P1 care<blockquote>they wrote: &lt;b&gt;Hi&lt;/b&gt;<br>draft: Hello"
                + "</blockquote>that is all")
    }

    @Test func `the first line keeps its number`() {
        #expect(
            bodies([Line([.text("#42 │ "), .quoted("Hi")]), Line("#43 │ x")]).html
                == "<blockquote>#42 │ Hi<br>x</blockquote>")
        #expect(bodies([Line("#x │ Hi"), Line("# │ Hi"), Line("#42")]).html == nil)
    }

    @Test(arguments: [
        "@room now", "hi @room", "hi @Room", "@dana:example.org", "(@dana:example.org)",
        "https://matrix.to/#/@dana:example.org", "HTTPS://MATRIX.TO/#/!x", "matrix:u/dana:x.y",
        "@@dana:example.org", "@da na @bo:x",
    ])
    func `what a customer writes rings nobody and is no link to anybody`(words: String) {
        let bodies = bodies([Line([.quoted(words)])])
        for shown in [bodies.plain, bodies.html ?? ""] {
            let shown = shown.lowercased()
            #expect(!shown.contains("@room") && !shown.contains("matrix.to"))
            #expect(!shown.contains("matrix:"))
            #expect(!shown.contains(#/@[^\s:@\u{2060}]+:[^\s]/#))
        }
        #expect(bodies.mentions == [])
        #expect(bodies.plain.replacing("\u{2060}", with: "") == words)
    }

    @Test(arguments: [
        "@mara@social.example", "mail me@example.org", "at 10:30 @ home: yes", "a matrix of x",
        "https://example.org/matrix",
    ])
    func `what only looks like it is left alone`(words: String) {
        #expect(bodies([Line([.quoted(words)])]).plain == words)
    }

    @Test func `nothing breaks a line or turns it around`() {
        let words = "a\nb\u{2028}c\u{202E}d\u{0007}e"
        let bodies = bodies([Line([.text(words), .strong(words), .quoted(words)])])
        #expect(bodies.plain == "a b c\u{202E}d ea b c\u{202E}d ea b cd e")
        let named = PostBodies([Line([.person("@da\u{2028}na:example.org"), .text(": hello")])])
        #expect(named.plain == "da na: hello")
        #expect(named.html?.contains("\u{2028}") == false)
    }

    @Test func `a post that is too long is cut with a word of it`() {
        let long = Line([.text("#42 │ "), .quoted(String(repeating: "\"é<", count: 1000))])
        let bodies = bodies([Line("#42 P1")] + Array(repeating: long, count: 20))
        #expect(bodies.plain.hasPrefix("#42 P1\n#42 │ \"é<"))
        #expect(bodies.plain.hasSuffix("\n" + PostBodies.cutWords))
        #expect(bodies.html?.hasSuffix(PostBodies.cutWords) == true)
        #expect(bodies.plain.utf8.count + (bodies.html ?? "").utf8.count < PostBodies.bytesMax)
        #expect(bodies.plain.utf8.count > 8000)
    }

    @Test(arguments: ["\"", "é", "&", "@room ", "\u{1F600}"])
    func `so is a line that is too long by itself`(sign: String) {
        let words = String(repeating: sign, count: 70_000)
        let message = MatrixUtterance.Message(
            body: PostBodies([Line([.strong("x"), .quoted(words)])], copies: 2).plain,
            html: PostBodies([Line([.strong("x"), .quoted(words)])], copies: 2).html)
        let escaped = (message.body + (message.html ?? "")).utf8.reduce(0) {
            $0 + ($1 == UInt8(ascii: "\"") ? 2 : 1)
        }
        #expect(escaped * 2 < PostBodies.bytesMax)
        #expect(message.body.hasSuffix("\n" + PostBodies.cutWords))
        #expect(message.body.unicodeScalars.count > 1500)
    }

    @Test func `nothing at all is nothing`() {
        #expect(bodies([]).plain == "")
        #expect(bodies([]).html == nil)
        #expect(PostBodies.parts([]) == [[]])
    }

    // MARK: - In parts

    @Test func `what must be whole is as many messages as it takes, and says that it goes on`() {
        let draft = String(repeating: "\"é<", count: 1700)
        let words = String(repeating: "é\"", count: 750)
        let lines =
            [Line("#42 k7f2 by dana"), Line([.text("#42 │ draft: "), .quoted(draft)])]
            + Array(repeating: Line([.text("#42 │ attached: "), .quoted(words)]), count: 4)
        let goesOn = Line(PostBodies.goesOnWords)
        let parts = PostBodies.parts(lines)
        #expect(parts.count == 2)
        #expect(parts.joined().filter { $0 != goesOn } == lines)
        #expect(parts.map { $0.last == goesOn } == [true, false])
        for part in parts { #expect(!bodies(part).plain.contains(PostBodies.cutWords)) }
        #expect(PostBodies.parts(Array(lines.prefix(2))) == [Array(lines.prefix(2))])
    }

    @Test(arguments: ["\"", "é", "&", "@room ", "\u{1F600}", "e\u{301}"])
    func `a line that no message can hold is said in several, each with its case`(sign: String) {
        let words = String(repeating: sign, count: 20_000)
        let line = Line([.text("#42 │ draft: "), .quoted(words)])
        let parts = PostBodies.parts([Line("#42 P1"), line])
        #expect(parts.count > 1)
        let said = parts.joined().flatMap(\.spans).compactMap { span in
            if case .quoted(let words) = span { words } else { nil }
        }
        #expect(said.joined() == words)
        for part in parts {
            let plain = bodies(part).plain
            #expect(plain.hasPrefix("#42 ") && !plain.contains(PostBodies.cutWords))
        }
    }
}
