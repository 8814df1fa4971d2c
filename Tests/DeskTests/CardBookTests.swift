import Casework
import Chat
import Testing

@testable import Desk

@Suite struct CardBookTests {
    private static let first = CardBook.Place(network: "matrix", matter: CaseID(1))
    private static let second = CardBook.Place(network: "matrix", matter: CaseID(2))

    private func taken(_ book: inout CardBook, _ uptime: Lapse) -> [CaseID] {
        book.take(on: "matrix", at: uptime).map(\.matter)
    }

    private func at(_ milliseconds: Int64) -> Lapse { Lapse(milliseconds: milliseconds) }

    @Test func `what happens to a case in a short time is one change`() {
        var book = CardBook()
        book.touch(Self.first, at: at(0))
        book.touch(Self.second, at: at(100))
        book.touch(Self.first, at: at(300))
        #expect(taken(&book, at(450)) == [])
        #expect(book.nextDue(on: ["matrix"]) == at(500))
        #expect(taken(&book, at(500)) == [CaseID(2)])
        #expect(taken(&book, at(700)) == [CaseID(1)])
        #expect(taken(&book, at(5000)) == [])
    }

    @Test func `a card that is not there yet is not looked for all the time`() {
        var book = CardBook()
        book.touch(Self.first, at: at(0))
        #expect(taken(&book, at(400)) == [CaseID(1)])
        book.awaitsLanding(Self.first, of: "card", at: at(400))
        #expect(taken(&book, at(10_399)) == [])
        book.landed(Self.first, at: at(1000))
        #expect(taken(&book, at(1400)) == [CaseID(1)])
    }

    @Test func `a card whose receipt the disk did not take at once is changed once it has`() {
        var book = CardBook()
        book.touch(Self.first, at: at(0))
        book.landed(Self.first, at: at(100))
        #expect(taken(&book, at(400)) == [CaseID(1)])
        book.awaitsLanding(Self.first, of: "card", at: at(400))
        // Whatever happens meanwhile does not make it wait longer, nor find it.
        book.touch(Self.first, at: at(1500))
        book.recorded(["other"], at: at(1600))
        #expect(taken(&book, at(2000)) == [])
        book.recorded(["other", "card"], at: at(2100))
        #expect(taken(&book, at(2500)) == [CaseID(1)])
        book.recorded(["card"], at: at(2600))
        #expect(taken(&book, at(20_000)) == [])
    }

    @Test func `of what is due at once goes first what has waited longest`() {
        var book = CardBook()
        for place in [Self.second, Self.first] { book.touch(place, at: at(0)) }
        #expect(taken(&book, at(400)) == [CaseID(2), CaseID(1)])
    }

    @Test func `what an earlier process owed has waited, and goes first`() {
        var book = CardBook()
        book.touch(Self.first, at: at(0))
        book.inherit(Self.second, at: at(0))
        #expect(book.nextDue(on: ["matrix"]) == at(0))
        let due = book.take(on: "matrix", at: at(0))
        #expect(due == [.init(matter: CaseID(2), since: at(-3000))])
        book.inherit(Self.first, at: at(10))
        #expect(book.nextDue(on: ["matrix"]) == at(400))
    }

    @Test func `what a network that went away did not take goes once it is back`() {
        var book = CardBook()
        book.touch(Self.first, at: at(0))
        #expect(taken(&book, at(400)) == [CaseID(1)])
        let change = CardBook.Change(
            place: Self.first, card: DeliveryID("card"), event: 7, since: at(0))
        book.left(change, as: DeliveryID("d1"))
        let receipt = Receipt(
            id: DeliveryID("d1"), attempt: 1, outcome: .linkDown, at: Instant(seconds: 0))
        let ended = book.ended(receipt, at: at(600))
        #expect(ended)
        #expect(book.nextDue(on: ["matrix"]) == at(2600))
        book.isBack("matrix", at: at(1000))
        let due = book.take(on: "matrix", at: at(1000))
        #expect(due == [.init(matter: CaseID(1), since: at(0))])
    }

    @Test func `a case that never rests is changed all the same`() {
        var book = CardBook()
        for moment in stride(from: Int64(0), through: 2900, by: 100) {
            book.touch(Self.first, at: at(moment))
            #expect(taken(&book, at(moment)) == [])
        }
        #expect(taken(&book, at(3000)) == [CaseID(1)])
    }

    @Test func `what the server wants later is not done sooner because more happens`() {
        var book = CardBook()
        let change = CardBook.Change(
            place: Self.first, card: DeliveryID("card"), event: 7, since: at(0))
        book.left(change, as: DeliveryID("d1"))
        let ended = book.ended(
            Receipt(
                id: DeliveryID("d1"), attempt: 1, outcome: .retry(after: .seconds(20)),
                at: Instant(seconds: 0)), at: at(0))
        #expect(ended)
        book.touch(Self.first, at: at(1000))
        #expect(book.nextDue(on: ["matrix"]) == at(20_000))
    }
}
