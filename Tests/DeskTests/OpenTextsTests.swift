import Casework
import Chat
import Phrasebook
import Testing

@testable import Desk

@Suite struct OpenTextsTests {
    private let cut = Act(
        .reply, .cases([CaseID(1)]), .command(.draft(text: "Hi Mar", direct: false)))

    private func saying(_ text: String, on network: NetworkName, after seconds: Int64) -> Saying {
        let at = Instant(seconds: 1_795_256_000) + .seconds(seconds)
        return Saying(
            network: network, room: "#care", from: "dana", account: "dana", text: text,
            addressed: false, messageID: "\(network) \(text) \(seconds)", saidAt: at, heardAt: at,
            bytesLeft: 10)
    }

    @Test func `a text goes on where it began, whatever is said elsewhere meanwhile`() {
        var texts = OpenTexts()
        let office = saying("!reply 1 Hi Mar", on: "office", after: 0)
        #expect(texts.keep(cut, office, by: "dana") != nil)
        let matrix = saying("!canned sorry 1", on: "matrix", after: 1)
        texts.offer(cut.withFreeText("Sorry!"), matrix, by: "dana")

        let done = saying("!done 1", on: "office", after: 2)
        let more = texts.more(CaseID(1), "a", done, by: "dana")
        #expect(more?.act.freeText == "Hi Mar a")
        #expect(texts.done(nil, done, by: "bo") == nil)
        #expect(texts.done(nil, done, by: "dana")?.act.freeText == "Hi Mar a")
        #expect(texts.done(nil, done, by: "dana") == nil)
        let soon = saying("!done 1", on: "office", after: 20)
        #expect(texts.done(nil, soon, by: "dana") == nil)
        let elsewhere = saying("!done 1", on: "matrix", after: 3)
        #expect(texts.done(CaseID(1), elsewhere, by: "dana")?.act.freeText == "Sorry!")
        texts.offer(cut.withFreeText("Sorry!"), matrix, by: "dana")
        let later = saying("!done 1", on: "office", after: 21)
        #expect(texts.done(nil, later, by: "dana")?.act.freeText == "Sorry!")
    }

    @Test func `the rest of a cut line counts though its time is a moment before the line's`() {
        var texts = OpenTexts()
        let office = saying("!reply 1 Hi Mar", on: "office", after: 0)
        #expect(texts.keep(cut, office, by: "dana") != nil)
        var rest = saying("a, sorry.", on: "office", after: 0)
        rest.heardAt = rest.heardAt - Lapse(milliseconds: 1)
        #expect(texts.rest(rest, by: "dana")?.rest == "a, sorry.")
        let talk = saying("lunch?", on: "office", after: 13)
        #expect(texts.rest(talk, by: "dana") == nil)
        let more = saying("!more 1", on: "office", after: 14)
        #expect(texts.more(nil, "", more, by: "dana")?.act.freeText == "Hi Mar a, sorry.")
    }

    @Test func `what follows a text that was not cut is not taken for its rest`() {
        var texts = OpenTexts()
        let office = saying("!reply 1 Hi Mar", on: "office", after: 0)
        #expect(texts.keep(cut, office, by: "dana") != nil)
        let talk = saying("claim 2", on: "office", after: 2)
        #expect(texts.mayBeRest(talk, by: "dana"))
        #expect(!texts.mayBeRest(talk, by: "bo"))
        var more = saying("!more 1 a, sorry.", on: "office", after: 1)
        more.bytesLeftAsReckoned = 300
        #expect(texts.more(nil, "a, sorry.", more, by: "dana") != nil)
        #expect(!texts.mayBeRest(talk, by: "dana"))
    }

    @Test func `a text that names no case is kept open, beside those that do`() throws {
        var texts = OpenTexts()
        let mark = try #require(Mark(typed: "k7f2"))
        let reason = Act(.reject, .mark(mark), .command(.reject(mark: mark, reason: "too lo")))
        for (second, act) in [cut, reason].enumerated() {
            let line = saying("\(second)", on: "office", after: Int64(second))
            #expect(texts.keep(act, line, by: "dana") != nil)
        }
        let claim = Act(.claim, .next, .command(.claim))
        #expect(texts.keep(claim, saying("!claim next", on: "office", after: 3), by: "dana") == nil)
        let done = saying("!done", on: "office", after: 4)
        #expect(texts.done(CaseID(1), done, by: "dana")?.act == cut)
        #expect(texts.more(nil, "ng", done, by: "dana")?.act.freeText == "too lo ng")
        #expect(texts.done(nil, done, by: "dana")?.act.targets == .mark(mark))
        #expect(texts.done(nil, done, by: "dana") == nil)
    }

    @Test func `what was too long is taken up by split alone, for a quarter of an hour`() {
        var texts = OpenTexts()
        let office = saying("!reply 1 Hi Mara", on: "office", after: 0)
        let thread = Act(.split, .cases([CaseID(1)]), .command(.split(.edit(text: "long"))))
        texts.offer(thread, office, by: "dana")
        let done = saying("!done", on: "office", after: 899)
        #expect(texts.done(nil, done, by: "dana") == nil)
        #expect(texts.more(nil, "and more", done, by: "dana") == nil)
        #expect(texts.split(CaseID(2), done, by: "dana") == nil)
        let late = saying("!split", on: "office", after: 901)
        #expect(texts.split(nil, late, by: "dana") == nil)
        #expect(texts.split(nil, done, by: "dana")?.act == thread)
        #expect(texts.tooLong(by: "dana", now: done.heardAt) == [CaseID(1)])
        texts.forgetTooLong(CaseID(1), by: "bo")
        #expect(texts.split(nil, done, by: "dana")?.act == thread)
        texts.forgetTooLong(CaseID(1), by: "dana")
        #expect(texts.split(nil, done, by: "dana") == nil)
    }
}
