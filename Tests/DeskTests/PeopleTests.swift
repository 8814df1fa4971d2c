import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Who gets which case, and what becomes of the cases of those who go.
@Suite(.timeLimit(.minutes(1)))
struct PeopleTests {
    private static func person(
        _ name: PersonID, skills: [String] = [], languages: [String] = [], limit: Int? = nil
    ) -> StaffMember {
        let person = Person(
            id: name, roles: [Person.Grant(.agent)], skills: skills, languages: languages,
            caseLimit: limit)
        return StaffMember(person: person, accounts: ["office": [AccountName(name.rawValue)]])
    }

    private static func said(
        _ text: String, _ id: String, by handle: String = "@mara@social.example",
        language: String? = nil
    ) -> Mention {
        var mention = Mention.said(text, id: id, by: handle)
        mention.language = language
        return mention
    }

    // MARK: - claim next

    @Test func `claim next gives the most urgent case in a language that one speaks`()
        async throws
    {
        try await DeskBench().live({ $0.staff[1] = Self.person("bo", languages: ["de"]) }) { desk in
            _ = try await desk.take(
                Self.said("no internet", "1", by: "@a", language: "fr"),
                Self.said("hallo", "2", by: "@b", language: "de-AT"),
                Self.said("hello", "3", by: "@c"))
            try await desk.ask("!c next", by: "bo", in: "#care")
            try await desk.ask("!c next", by: "bo", in: "#care")
            #expect(try await desk.matter(1).holder == nil)
            #expect(try await desk.matter(2).holder == "bo")
            #expect(try await desk.matter(3).holder == "bo")
            #expect(
                try await desk.ask("!c next", by: "bo", in: "#care").contains("nothing is free"))
            // By its number everybody takes what they like.
            try await desk.ask("!c 1", by: "bo", in: "#care")
            #expect(try await desk.matter(1).holder == "bo")
        }
    }

    @Test func `claim next finds the one case in one's language behind many others`() async throws {
        try await DeskBench().live({ $0.staff[1] = Self.person("bo", languages: ["de"]) }) { desk in
            let others = (0..<210).map {
                Self.said("salut", "\($0)", by: "@c\($0)", language: "fr")
            }
            _ = try await desk.desk.mentions.take(others)
            _ = try await desk.take(Self.said("hallo", "last", by: "@zed", language: "de"))
            try await desk.ask("!c next", by: "bo", in: "#care")
            #expect(try await desk.matter(211).holder == "bo")
        }
    }

    @Test func `claim next passes over queues that ask for other skills`() async throws {
        try await DeskBench().live({ plan in
            plan.settings.queues.append(
                Queue(name: "sales", rooms: ["care"], skills: ["prices"]))
            plan.settings.routing = [RoutingRule(when: Condition(words: ["buy"]), queue: "sales")]
            plan.staff[1] = Self.person("bo")
            plan.staff[0] = Self.person("dana", skills: ["prices", "billing"])
        }) { desk in
            _ = try await desk.take(Self.said("I want to buy one", "1"))
            #expect(
                try await desk.ask("!c next", by: "bo", in: "#care").contains("nothing is free"))
            try await desk.ask("!c next", by: "dana", in: "#care")
            #expect(try await desk.matter(1).holder == "dana")
        }
    }

    @Test func `nobody takes more than their limit`() async throws {
        try await DeskBench().live({ $0.staff[1] = Self.person("bo", limit: 2) }) { desk in
            _ = try await desk.take(
                Self.said("a", "1", by: "@a"), Self.said("b", "2", by: "@b"),
                Self.said("c", "3", by: "@c"))
            for _ in 0..<2 { try await desk.ask("!c next", by: "bo", in: "#care") }
            let refused = try await desk.ask("!c next", by: "bo", in: "#care")
            #expect(refused.contains("that is your limit"))
            #expect(try await desk.matter(3).holder == nil)
        }
    }

    // MARK: - Known customers

    /// Mara's first case is answered by dana and ended.
    private func acquaint(_ desk: DeskLife) async throws {
        desk.connector.script(.outcome(.sent(reference: nil)))
        _ = try await desk.approved()
        desk.clock.advance(by: .minutes(1))
        try await desk.hears("sent to @mara")
        try await desk.ask("!resolve 1 refund", by: "dana", in: "#care")
    }

    @Test func `a customer goes back to whoever spoke with them last, who is told`() async throws {
        try await DeskBench().live { desk in
            try await acquaint(desk)
            let start = desk.link.posts.count
            _ = try await desk.take(Self.said("and now the phone", "9"))
            let matter = try await desk.matter(2)
            #expect(matter.holder == "dana")
            #expect(matter.firstResponseDueAt != nil)
            try await desk.settle()
            let told = desk.link.posts.entries.dropFirst(start).filter {
                $0.destination == .person("dana")
            }
            #expect(told.count == 1)
            #expect(told.allSatisfy { $0.text.contains("last spoke to dana") })
            #expect(told.allSatisfy { $0.text.contains("(refund)") })
        }
    }

    @Test func `whoever is away, gone or has enough to do gets no customer back`() async throws {
        try await DeskBench().live({ $0.settings.policy.caseLimit = 1 }) { desk in
            try await acquaint(desk)
            try await desk.ask("!away", by: "dana", in: "#care")
            _ = try await desk.take(Self.said("away", "10"))
            #expect(try await desk.matter(2).holder == nil)
            try await desk.ask("!back", by: "dana", in: "#care")
            _ = try await desk.take(Self.said("back", "11"))
            #expect(try await desk.matter(3).holder == "dana")
            _ = try await desk.take(Self.said("full", "12"))
            #expect(try await desk.matter(4).holder == nil)
            try await desk.ask("!release 3", by: "dana", in: "#care")
            desk.sees("dana", "dana", isHere: false)
            _ = try await desk.take(Self.said("gone", "13"))
            #expect(try await desk.matter(5).holder == nil)
        }
    }

    @Test func `a case taken up by its customer goes to whoever had it if they are there`()
        async throws
    {
        try await DeskBench().live { desk in
            func wrote(_ text: String, _ id: String) async throws -> Case {
                _ = try await desk.take(.said(text, id: id, in: "c1"))
                return try await desk.matter(1)
            }
            _ = try await wrote("my line is slow", "1")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!resolve 1 done", by: "dana", in: "#care")
            #expect(try await wrote("still slow", "2").holder == "dana")
            try await desk.ask("!resolve 1 done", by: "dana", in: "#care")
            try await desk.ask("!away", by: "dana", in: "#care")
            let start = desk.link.posts.count
            let matter = try await wrote("no internet", "3")
            #expect(matter.phase == .new)
            #expect(matter.holder == nil)
            let ring = try await desk.hears("#1 P1", from: start, in: "#care")
            #expect(!ring.text.contains("wrote again"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!resolve 1 done", by: "dana", in: "#care")
            desk.sees("dana", "dana", isHere: false)
            #expect(try await wrote("hello?", "4").holder == nil)
        }
    }

    @Test func `whoever claims a known customer's case is told of it`() async throws {
        try await DeskBench().live({ $0.settings.policy.lastAgent = false }) { desk in
            try await acquaint(desk)
            _ = try await desk.take(Self.said("and now the phone", "9"))
            let answer = try await desk.ask("!c 2", by: "bo", in: "#care")
            #expect(answer.contains("last spoke to dana"))
        }
    }

    @Test func `what too many wait in passes new cases on`() async throws {
        try await DeskBench().live({ plan in
            plan.settings.queues[0].overflow = Queue.Overflow(to: "backup", above: 2)
            plan.settings.queues.append(Queue(name: "backup", rooms: ["care"]))
        }) { desk in
            for number in 1...4 {
                _ = try await desk.take(Self.said("a", "\(number)", by: "@\(number)"))
            }
            #expect(try await desk.matter(3).queue == "care")
            #expect(try await desk.matter(4).queue == "backup")
            let why = try await desk.ask("!why 4", by: "bo", in: "#care")
            #expect(why.contains("care is full"))
        }
    }

    // MARK: - Those who go

    @Test func `the cases of somebody who is away are free after a while, and the room is told`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(
                Self.said("no internet", "1", by: "@a"), Self.said("b", "2", by: "@b"))
            try await desk.ask("!c 1 2", by: "dana", in: "#care")
            try await desk.ask("!r 2 An engineer comes.", by: "dana", in: "#care")
            let away = try await desk.ask("!away 2h", by: "dana", in: "#care")
            #expect(away.contains("You hold 2 cases"))
            desk.clock.advance(by: .minutes(14))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            desk.clock.advance(by: .minutes(2))
            let told = try await desk.hears(
                "dana has been gone for 16m: P1 #1 is free again", in: "#care")
            #expect(told.text.contains("!claim next"))
            #expect(try await desk.matter(1).holder == nil)
            // Its draft is still to be read by somebody.
            #expect(try await desk.matter(2).holder == "dana")
        }
    }

    @Test func `whoever takes a case is back`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(Self.said("a", "1"))
            try await desk.ask("!away", by: "dana", in: "#care")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            #expect(try await desk.ask("!back", by: "dana", in: "#care").contains("not away"))
            desk.clock.advance(by: .minutes(20))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
        }
    }

    @Test func `whoever is not of the desk after a restart holds nothing any more`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            for number in 1...3 { _ = try await desk.take(Self.said("a", "\(number)")) }
            try await desk.ask("!c 1 2", by: "dana", in: "#care")
            try await desk.ask("!r 2 Hello", by: "dana", in: "#care")
        }
        try await bench.live({ $0.staff.removeAll { $0.person.id == "dana" } }) { desk in
            let news = try await desk.hears("dana is no longer of the desk", in: "#care")
            #expect(news.text.contains("Free again: #1."))
            #expect(news.text.contains("Still theirs: #2."))
            #expect(try await desk.matter(1).holder == nil)
            #expect(try await desk.matter(2).holder == "dana")
        }
    }

    @Test func `who is away stays away over a restart`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(Self.said("a", "1"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!away", by: "dana", in: "#care")
        }
        try await bench.live { desk in
            desk.clock.advance(by: .minutes(16))
            _ = try await desk.hears("dana has been gone", in: "#care")
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `out of a room the bot misses nobody, who may be there`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(Self.said("a", "1"))
            desk.sees("dana", "dana")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            // Thrown out of the one room, it sees her leave, and only the other one.
            desk.sees("dana", "dana", isHere: false)
            desk.link.tell(.listening(rooms: ["#approvals"], at: desk.clock.now()))
            desk.clock.advance(by: .minutes(40))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            // Back in it, it still does not see her.
            desk.link.tell(.listening(rooms: ["#approvals", "#care"], at: desk.clock.now()))
            try await desk.settle()
            desk.clock.advance(by: .minutes(14))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            desk.clock.advance(by: .minutes(2))
            _ = try await desk.hears("dana has been gone", in: "#care")
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `a lost connection is not leaving, unless it lasts; our own is nobody's`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(Self.said("a", "1"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.sees("dana", "dana", isHere: false)
            desk.clock.advance(by: .minutes(10))
            try await desk.settle()
            desk.link.goDown()
            desk.clock.advance(by: .minutes(30))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            desk.comeUp(desk.link)
            desk.sees("dana", "dana", isHere: false)
            // The desk looks around every few seconds.
            desk.clock.advance(by: Timekeeper.glanceMax)
            try await desk.settle()
            desk.clock.advance(by: .minutes(14))
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            desk.clock.advance(by: .minutes(2))
            _ = try await desk.hears("dana has been gone", in: "#care")
            #expect(try await desk.matter(1).holder == nil)
        }
    }
}
