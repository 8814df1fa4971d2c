import Casework
import Rehearsal
import Testing

/// What nobody has to read: taken out of the queue by a rule, or by hand with a rule offered.
@Suite struct NoiseTests {
    private let first = CaseID(1)

    private func desk() -> ScenarioDesk {
        var desk = ScenarioDesk()
        desk.settings.noise = Rulebook([
            NoiseRule(when: Condition(words: ["rt"]), tag: "retweet"),
            NoiseRule(when: Condition(customers: ["@Jobs@social.example"]), tag: "advert"),
        ])
        return desk
    }

    private func mention(
        _ text: String, by handle: String = "@mara", vip: Bool = false, id: String = "m1"
    ) -> Mention {
        Mention(
            key: MentionKey(source: "crm", id: id), text: text, postedAt: ScenarioCast.morning,
            author: Author(handle: handle, vip: vip))
    }

    private func open(_ mention: Mention) throws -> Decision {
        var desk = desk()
        return try desk.submit(.open(mention: mention, linkedTo: nil), to: nil).get()
    }

    @Test func `a rule tags it, takes it out of the queue and tells nobody`() throws {
        let decision = try open(mention("RT @shop: no internet? Cancel with us!"))
        let matter = try #require(decision.matter)
        #expect(matter.phase == .noise)
        #expect(matter.tags == ["retweet"])
        // Should it come back, it is due.
        #expect(matter.firstResponseDueAt != nil)
        #expect(matter.mentions.count == 1)
        #expect(decision.announcements.isEmpty)
        #expect(decision.timers.isEmpty)
        #expect(decision.facts.last == .noise(because: "word “rt”"))
    }

    @Test func `a customer's posts are found by the handle, whatever its case`() throws {
        #expect(try open(mention("We hire", by: "@jobs@Social.example")).matter?.tags == ["advert"])
        #expect(try open(mention("We hire", by: "@jobs@other.example")).matter?.phase == .new)
    }

    @Test func `what a VIP writes is never noise`() throws {
        #expect(try open(mention("RT @shop: look", vip: true)).matter?.phase == .new)
    }

    @Test func `more of the same stays noise, however urgent it sounds; other words come back`()
        throws
    {
        var desk = desk()
        _ = try desk.submit(.open(mention: mention("RT @shop: look"), linkedTo: nil), to: nil).get()
        let more = try desk.submit(
            .join(mention: mention("RT @shop: no internet, cancel", vip: false, id: "m2")),
            to: first
        ).get()
        #expect(more.matter?.phase == .noise)
        #expect(more.announcements.isEmpty)
        let own = try desk.submit(
            .join(mention: mention("I have no internet and will cancel", vip: true, id: "m3")),
            to: first
        ).get()
        #expect(own.matter?.phase == .new)
        #expect(!own.announcements.isEmpty)
    }

    @Test func `whatever else its customer writes brings it back, and an edit that makes it words`()
        throws
    {
        for command in [
            Command.join(mention: mention("my line is dead", id: "m2")),
            .amend(
                key: mention("").key, text: "my line is dead",
                editedAt: ScenarioCast.morning + .minutes(1)),
        ] {
            var desk = desk()
            _ = try desk.submit(
                .open(mention: mention("RT @shop: look"), linkedTo: nil), to: nil
            ).get()
            desk.now = desk.now + .minutes(2)
            let back = try desk.submit(command, to: first).get()
            #expect(back.matter?.phase == .new)
        }
    }

    @Test(arguments: [
        ("RT @shop: sale", "@shop", false, NoiseOffer.retweet),
        ("We hire engineers", "@jobs", false, .customer("@jobs")),
        ("RT @shop: sale", "@shop", true, nil),
    ])
    func `by hand, the rule is offered that would have caught it`(
        text: String, handle: String, vip: Bool, offer: NoiseOffer?
    ) throws {
        var desk = ScenarioDesk()
        _ = try desk.submit(
            .open(mention: mention(text, by: handle, vip: vip), linkedTo: nil), to: nil
        ).get()
        let dana = try #require(desk.person("dana"))
        let decision = try desk.submit(.noise, to: first, by: desk.actor(dana)).get()
        guard case .noise(_, "dana", let offered) = decision.announcements.first?.notice else {
            Issue.record("\(decision.announcements)")
            return
        }
        #expect(offered == offer)
    }
}
