import Casework
import Testing

@testable import Desk

@Suite struct TroubleBookTests {
    private let admins: [PersonID] = ["ada", "sam"]

    private func told(
        _ book: inout TroubleBook, _ uptime: Lapse, _ here: [PersonID]
    ) -> [PersonID] {
        book.take(uptime: uptime) { here.contains($0) }.map(\.person)
    }

    @Test func `each administrator is told once, whenever they come`() {
        var book = TroubleBook()
        let isNews0 = book.add("office: banned", for: admins, uptime: .zero)
        #expect(isNews0)
        #expect(told(&book, .zero, ["sam"]) == ["sam"])
        #expect(told(&book, .seconds(1), ["sam"]) == [])
        #expect(told(&book, .hours(2), admins) == ["ada"])
        #expect(told(&book, .hours(3), admins) == [])
    }

    @Test func `the same words are no news for an hour`() {
        var book = TroubleBook()
        let isNews1 = book.add("office: banned", for: admins, uptime: .zero)
        #expect(isNews1)
        let isNews2 = book.add("office: banned", for: admins, uptime: .minutes(59))
        #expect(!isNews2)
        let isNews3 = book.add("office: banned", for: admins, uptime: .hours(1))
        #expect(isNews3)
        #expect(told(&book, .hours(1), admins) == admins)
    }

    @Test func `the oldest gives way, and what is a day old is not told any more`() {
        var book = TroubleBook()
        for number in 0..<30 {
            _ = book.add("trouble \(number)", for: ["ada"], uptime: .zero)
        }
        let words = book.take(uptime: .zero) { _ in true }.map(\.words)
        #expect(words.count == TroubleBook.keptMax)
        #expect(words.first == "trouble 10")
        _ = book.add("late", for: ["ada"], uptime: .zero)
        #expect(told(&book, .hours(24), ["ada"]) == [])
    }
}
