import Casework
import Rehearsal
import Testing

/// The scenario tables and the walks compare every decision's case with its facts replayed; here
/// is what they cannot see.
@Suite struct ProjectionTests {
    private let mention = Mention(
        key: MentionKey(source: "crm", id: "m1"), text: "hello", postedAt: ScenarioCast.morning,
        author: Author(handle: "mara", followers: 7))

    private func opened() throws -> Case {
        try #require(
            Case(
                opening: .opened(
                    mention: mention, queue: "care", priority: .p3, points: 0, reasons: [],
                    firstResponseDueAt: nil, linkedTo: CaseID(3)), id: CaseID(4),
                at: ScenarioCast.morning))
    }

    @Test func `only an opening fact opens a case`() throws {
        #expect(Case(opening: .noise(), id: CaseID(1), at: ScenarioCast.morning) == nil)
        #expect(try opened().links == ["case #3"])
    }

    @Test func `somebody else's reach is not the customer's`() throws {
        var matter = try opened()
        var other = mention
        other.key.id = "m2"
        other.author = Author(handle: "star", followers: 1_000_000, vip: true)
        matter.apply(.joined(mention: other, thanks: false), by: nil, at: ScenarioCast.morning)
        #expect(matter.customer == mention.author)
        other.key.id = "m3"
        other.author = Author(handle: "mara", followers: 8, vip: true)
        matter.apply(.joined(mention: other, thanks: true), by: nil, at: ScenarioCast.morning)
        #expect(matter.customer == Author(handle: "mara", followers: 8, vip: true))
        #expect(matter.mentions.count == 3)
        #expect(matter.thanks == 1)
    }

    @Test func `a change of a mention that is elsewhere changes nothing`() throws {
        let before = try opened()
        let elsewhere = MentionKey(source: "shop", id: "m1")
        for fact in [
            Fact.mentionEdited(key: elsewhere, text: "x", editedAt: ScenarioCast.morning),
            .mentionDeleted(key: elsewhere, deletedAt: ScenarioCast.morning),
            .configChanged(keys: ["x"]), .deskHeld(queue: nil, reason: "x"),
        ] {
            var matter = before
            matter.apply(fact, by: nil, at: ScenarioCast.morning)
            #expect(matter == before)
        }
    }

    @Test func `a walk's history gives its cases`() {
        var walk = ScenarioWalk(seed: 1138)
        #expect(walk.run(2_000) == [])
        #expect(walk.desk.replayed() == [])
        #expect(walk.desk.cases.count > 2)
    }
}
