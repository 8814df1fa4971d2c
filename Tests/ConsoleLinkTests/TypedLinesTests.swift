import Testing

@testable import ConsoleLink

struct TypedLinesTests {
    private func lines(_ chunks: [String]) -> [TypedLines.Line] {
        var typed = TypedLines(input: nil)
        for chunk in chunks { typed.take(Array(chunk.utf8)[...]) }
        var found: [TypedLines.Line] = []
        while let line = typed.next() { found.append(line) }
        return found
    }

    @Test func `puts lines together, however they come`() {
        #expect(lines(["a\r\nb", "c\n", "\nrest"]) == [.line("a"), .line("bc"), .line("")])
    }

    @Test func `takes the longest line and none longer`() {
        let longest = String(repeating: "x", count: ConsoleConfiguration.lineLengthMax)
        #expect(lines([longest + "\n"]) == [.line(longest)])
        #expect(lines([longest + "y\nz\n"]) == [.tooLong, .line("z")])
    }
}
