import Testing

@testable import MatrixLink

@Suite struct UnreplyableEventsTests {
    @Test func `the latest are known, and not all there ever were`() {
        var events = UnreplyableEvents()
        for number in 0..<5000 { events.note("$\(number)") }
        #expect(events.contains("$4999"))
        #expect(events.contains("$4000"))
        #expect(!events.contains("$0"))
        #expect((0..<5000).count { events.contains("$\($0)") } <= 2 * UnreplyableEvents.max)
    }
}
