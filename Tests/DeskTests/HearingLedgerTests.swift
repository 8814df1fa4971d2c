import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// How far each room was heard, and what of it may be written down.
@Suite(.timeLimit(.minutes(1)))
struct HearingLedgerTests {
    private static let care = RoomAddress("#care")
    private static let start = Instant.halfPastTen

    @Test func `a clock that was once wrongly ahead does not stop the mark`() {
        var ledger = HearingLedger()
        let start = Instant.halfPastTen
        ledger.listening("office", [Self.care], at: start + .days(30))
        ledger.listening("office", [Self.care], at: start)
        #expect(ledger.due(at: .zero, hasWork: true).allSatisfy { $0.heardAt == start })
        // A little back and forth is nothing.
        ledger.listening("office", [Self.care], at: start + .minutes(5))
        ledger.listening("office", [Self.care], at: start)
        #expect(
            ledger.due(at: .zero, hasWork: true).allSatisfy { $0.heardAt == start + .minutes(5) })
    }

    @Test func `nothing but the time is written seldom`() {
        var ledger = HearingLedger()
        let start = Instant.halfPastTen
        ledger.listening("office", [Self.care], at: start)
        #expect(ledger.due(at: .zero, hasWork: false).count == 2)
        ledger.wrote(at: .zero)
        ledger.listening("office", [Self.care], at: start + .seconds(30))
        #expect(ledger.due(at: .seconds(30), hasWork: false) == [])
        #expect(ledger.due(at: .seconds(30), hasWork: true).count == 2)
        #expect(ledger.due(at: .seconds(45), hasWork: false).count == 2)
    }

    @Test func `what waits as the desk ends leaves the place where it is on disk`() {
        let alone = { (rows: [HeardRow]) in rows.first { $0.room == nil }?.messageID }
        var ledger = HearingLedger()
        ledger.listening("office", [Self.care], at: Self.start, bookmark: "s1")
        ledger.wrote(at: .zero)
        let place = HearingLedger.Place(network: "office", room: Self.care)
        ledger.owes("early", at: place, .seconds(1))
        ledger.listening("office", [Self.care], at: Self.start + .seconds(1), bookmark: "s2")
        var heard = ledger
        heard.answered("early", on: "office")
        #expect(alone(heard.due(at: .seconds(9), hasWork: true, isLast: true)) == "s2")
        ledger.leaveEarly(place)
        #expect(alone(ledger.due(at: .seconds(9), hasWork: true, isLast: true)) == nil)
    }

    @Test func `what is said in a room before any look at it is owed, too`() {
        let alone = { (rows: [HeardRow]) in rows.first { $0.room == nil }?.messageID }
        var ledger = HearingLedger()
        ledger.listening("office", [], at: Self.start, bookmark: "s1")
        ledger.wrote(at: .zero)
        let place = HearingLedger.Place(network: "office", room: Self.care)
        ledger.owes("early", at: place, .seconds(1))
        ledger.listening("office", [Self.care], at: Self.start + .seconds(1), bookmark: "s2")
        #expect(ledger.due(at: .seconds(9), hasWork: true).allSatisfy { $0.messageID == "s1" })
        ledger.wrote(at: .seconds(9))
        ledger.answered("early", on: "office")
        let later = ledger.due(at: .seconds(19), hasWork: true)
        #expect(alone(later) == "s2")
        #expect(later.contains { $0.room == Self.care.rawValue })
    }

    @Test func `what an earlier process heard to the bot alone does not move the place`() {
        var ledger = HearingLedger()
        let kept = HeardRow(
            network: "office", room: nil, messageID: "s1", saidAt: nil, heardAt: Self.start)
        ledger.take([kept], keepers: ["office"])
        var saying = Self.saying("m1", after: 1)
        saying.room = nil
        ledger.heard(saying)
        let written = ledger.due(at: .seconds(9), hasWork: true).map(\.messageID)
        #expect(written.allSatisfy { $0 == "s1" })
    }

    @Test func `one place from which a network goes on moves with what was answered`() {
        var ledger = HearingLedger()
        let alone = { (rows: [HeardRow]) in rows.first { $0.room == nil }?.messageID }
        ledger.listening("office", [Self.care], at: Self.start, bookmark: "s1")
        #expect(alone(ledger.due(at: .zero, hasWork: true)) == "s1")
        ledger.wrote(at: .zero)
        // A look is answered from no outbox: until somebody has the answer, it is heard again.
        let look = Self.saying("look", after: 1)
        ledger.owes(look, at: .seconds(1))
        ledger.heard(look)
        ledger.listening("office", [Self.care], at: Self.start + .seconds(1), bookmark: "s2")
        #expect(alone(ledger.due(at: .seconds(2), hasWork: true)) == nil)
        ledger.wrote(at: .seconds(2))
        ledger.answered("look", on: "office")
        #expect(alone(ledger.due(at: .seconds(4), hasWork: true)) == "s2")
        ledger.wrote(at: .seconds(4))
        // What is left to the next process is behind the place.
        ledger.leave(.init(network: "office", room: "#care"))
        ledger.listening("office", [Self.care], at: Self.start + .seconds(5), bookmark: "s3")
        #expect(alone(ledger.due(at: .seconds(9), hasWork: true, isLast: true)) ?? "s2" == "s2")
    }

    // MARK: - Answers that stand in no outbox

    private static func saying(_ id: String, after seconds: Int64) -> Saying {
        Saying(
            network: "office", room: care, from: "dana", account: "dana", text: "!help",
            addressed: false, messageID: id, saidAt: start + .seconds(seconds),
            heardAt: start + .seconds(seconds))
    }

    private static func origin(_ id: String) -> Origin {
        Origin(saying(id, after: 1), room: nil, person: "dana")
    }

    /// A room in which `m0` was heard.
    private static func listening() -> HearingLedger {
        var ledger = HearingLedger()
        ledger.listening("office", [care], at: start)
        ledger.heard(saying("m0", after: 0))
        return ledger
    }

    private static func heard(
        _ ledger: HearingLedger, at seconds: Int64, isLast: Bool = false
    ) -> String? {
        ledger.due(at: .seconds(seconds), hasWork: true, isLast: isLast)
            .first { $0.room == "#care" }?.messageID
    }

    @Test func `a question stays open for longer while its answer lets others go first`() {
        for isLong in [false, true] {
            var ledger = Self.listening()
            let question = Self.saying("m1", after: 1)
            ledger.owes(question, at: .seconds(1))
            ledger.heard(question)
            if isLong { ledger.owesLong("m1", on: "office") }
            #expect(Self.heard(ledger, at: 59) == "m0")
            #expect(Self.heard(ledger, at: 61) == (isLong ? "m0" : "m1"))
            #expect(Self.heard(ledger, at: 102) == "m1")
            ledger.answered("m1", on: "office")
            #expect(Self.heard(ledger, at: 61) == "m1")
        }
    }

    @Test func `a question counts as heard once somebody has the answer`() {
        var ledger = Self.listening()
        for second: Int64 in 1...2 {
            let question = Self.saying("m\(second)", after: second)
            ledger.owes(question, at: .seconds(second))
            ledger.heard(question)
        }
        ledger.heard(Self.saying("m3", after: 3))
        #expect(Self.heard(ledger, at: 3) == "m0")
        ledger.wrote(at: .seconds(3))
        ledger.answered("m2", on: "office")
        #expect(Self.heard(ledger, at: 5) == "m0")
        ledger.answered("m1", on: "elsewhere")
        #expect(Self.heard(ledger, at: 5) == "m0")
        ledger.answered("m1", on: "office")
        #expect(Self.heard(ledger, at: 5) == "m3")
        ledger.wrote(at: .seconds(5))
        #expect(ledger.due(at: .seconds(100), hasWork: true).isEmpty)
    }

    @Test func `the first of two answers frees what was heard up to the second question`() {
        var ledger = Self.listening()
        for second: Int64 in 1...2 {
            let question = Self.saying("m\(second)", after: second)
            ledger.owes(question, at: .seconds(second))
            ledger.heard(question)
        }
        ledger.answered("m1", on: "office")
        #expect(Self.heard(ledger, at: 3) == "m1")
    }

    @Test func `no answer keeps a place back for longer than a minute, or on the way out`() {
        var ledger = Self.listening()
        ledger.owes(Self.saying("m1", after: 1), at: .seconds(1))
        ledger.heard(Self.saying("m1", after: 1))
        #expect(Self.heard(ledger, at: 60) == "m0")
        #expect(Self.heard(ledger, at: 60, isLast: true) == "m1")
        #expect(Self.heard(ledger, at: 61) == "m1")
    }

    @Test func `what was not done keeps it back until its asker knows, also on the way out`() {
        let place = HearingLedger.Place(network: "office", room: Self.care)
        var ledger = Self.listening()
        ledger.turn()
        ledger.heard(Self.saying("m1", after: 1))
        // A look that came in the same turn, behind it.
        ledger.owes(Self.saying("m2", after: 1), at: .seconds(1))
        ledger.heard(Self.saying("m2", after: 1))
        ledger.declined("m1", at: place, .seconds(1))
        ledger.turn()
        ledger.heard(Self.saying("m3", after: 2))
        #expect(Self.heard(ledger, at: 60) == "m0")
        #expect(Self.heard(ledger, at: 61, isLast: true) == "m0")
        #expect(Self.heard(ledger, at: 1 + 15 * 60) == "m3")
        // Some other line may name it, too.
        ledger.answered("m1", on: "office")
        #expect(Self.heard(ledger, at: 60) == "m0")
        ledger.recorded(Self.origin("m1"))
        #expect(Self.heard(ledger, at: 60) == "m1")
        #expect(Self.heard(ledger, at: 60, isLast: true) == "m3")
    }

    @Test func `nor does a place move on from which a whole network goes on`() {
        let alone = { (rows: [HeardRow]) in rows.first { $0.room == nil }?.messageID }
        var ledger = HearingLedger()
        ledger.listening("office", [Self.care], at: Self.start, bookmark: "s1")
        ledger.wrote(at: .zero)
        let place = HearingLedger.Place(network: "office", room: Self.care)
        ledger.turn()
        ledger.heard(Self.saying("m1", after: 1))
        ledger.declined("m1", at: place, .seconds(1))
        ledger.listening("office", [Self.care], at: Self.start + .seconds(1), bookmark: "s2")
        #expect(alone(ledger.due(at: .seconds(9), hasWork: true, isLast: true)) == nil)
        ledger.recorded(Self.origin("m1"))
        #expect(alone(ledger.due(at: .seconds(9), hasWork: true, isLast: true)) == "s2")
    }

    @Test func `what was not done beside what is left to the next process is left, too`() {
        let place = HearingLedger.Place(network: "office", room: Self.care)
        var ledger = Self.listening()
        ledger.turn()
        ledger.heard(Self.saying("m1", after: 1))
        ledger.leave(place)
        ledger.declined("m1", at: place, .seconds(1))
        #expect(Self.heard(ledger, at: 9, isLast: true) == "m0")
    }

    @Test func `of very many questions the oldest count as answered`() {
        var ledger = Self.listening()
        let count = HearingLedger.owedMax + 2
        for number in 1...count {
            ledger.owes(Self.saying("m\(number)", after: 1), at: .seconds(1))
            ledger.heard(Self.saying("m\(number)", after: 1))
        }
        #expect(Self.heard(ledger, at: 2) == "m2")
    }

    @Test func `a look that the process dies over is read again, one that was answered is not`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            func mark() async throws -> String? {
                desk.clock.advance(by: .seconds(2))
                _ = try await desk.take(.said(id: "\(desk.clock.now().milliseconds)"))
                try await desk.settle()
                return try await desk.store.write { try $0.heardMarks(on: "office") }
                    .first { $0.room == "#care" }?.messageID
            }
            desk.link.tell(.listening(rooms: [Self.care], at: desk.clock.now()))
            let claim = desk.say("!c 99", by: "dana", in: "#care")
            _ = try await desk.hears("99")
            #expect(try await mark() == claim)
            desk.link.answer(.silence, to: "queue")
            let look = desk.link.say("!help", by: "dana", account: "dana", in: "#care")
            _ = try await desk.link.posts.first("the help") { $0.answers == look ? $0 : nil }
            #expect(try await mark() == claim)
            desk.link.release()
            try await desk.settle()
            #expect(try await mark() == look)
        }
    }
}
