import Testing
import Yardstick

/// Every input that the fuzzer found worth keeping (`scripts/fuzz`), through the properties it
/// looks at.
@Suite struct PropertiesTests {
    @Test func `the properties of a post hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "post")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = PostProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    /// The properties see what they are there to see.
    @Test(arguments: [
        ("<b>x</b>", "<b>"), ("a & b", "& by itself"), ("a > b", "> by itself"),
        ("<br", "half a tag"), ("<strong>x", "[\"strong\"] is left open"),
        ("</a>", "</a> out of place"), ("<a onclick=\"x\">y</a>", "<a onclick=\"x\">"),
    ])
    func `HTML that the desk may not write is seen`(html: String, violation: String) {
        #expect(PostHTML(html).violation == violation)
    }

    @Test(arguments: ["hi @Room", "@a:b", "x MATRIX.TO/", "matrix:u/a"])
    func `words that call somebody are seen`(words: String) {
        #expect(PostWords.call(in: words) != nil)
        #expect(PostWords.call(in: "me@example.org: yes") == nil)
    }
}
