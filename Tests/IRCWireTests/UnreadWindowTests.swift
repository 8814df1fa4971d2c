import Testing

@testable import IRCWire

@Suite struct UnreadWindowTests {
    private func written(_ count: Int, bytes: Int = 100) -> UnreadWindow {
        var window = UnreadWindow()
        for number in 1...count { window.wrote(number, bytes, at: 0) }
        return window
    }

    @Test func `what is confirmed confirms all before it`() {
        var window = written(10)
        #expect(window.lines == 10)
        #expect(window.bytes == 1000)
        window.confirm(7, isSafe: false, at: 10)
        #expect(window.lines == 3)
        #expect(window.bytes == 300)
        window.confirm(3, isSafe: false, at: 10)
        #expect(window.lines == 3)
    }

    @Test func `many lines leave nothing behind`() {
        var window = UnreadWindow()
        for number in 1...10_000 {
            window.wrote(number, 50, at: 0)
            if number % 3 == 0 { window.confirm(number, isSafe: false, at: 1) }
        }
        window.confirm(10_000, isSafe: false, at: 1)
        #expect(window.lines == 0)
        #expect(window.bytes == 0)
    }

    @Test func `a server that is behind gets fewer lines at once, one that keeps up more`() {
        var window = written(40)
        for number in 1...20 { window.confirm(number, isSafe: false, at: 5000) }
        #expect(window.linesMax == UnreadWindow.linesMin)
        for number in 21...40 { window.confirm(number, isSafe: false, at: 100) }
        #expect(window.linesMax == UnreadWindow.linesStart)
    }

    @Test func `a promise not to end the connection opens it further`() {
        var window = written(200)
        for number in 1...200 { window.confirm(number, isSafe: true, at: 100) }
        #expect(window.linesMax == UnreadWindow.linesMaxSafe)
    }
}
