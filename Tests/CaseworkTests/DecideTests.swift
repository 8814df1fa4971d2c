import Casework
import Rehearsal
import Testing

@Suite struct DecideTests {
    /// A case with as many mentions and drafts as asked for, and a holder.
    private func matter(mentions: Int, drafts: Int = 0, tags: Int = 0, links: Int = 0) -> Case {
        let conversation = (0..<mentions).map { index in
            Mention(
                key: MentionKey(source: "crm", id: "m\(index)"),
                text: "Third day without a connection and your phone line hangs up on me \(index)",
                postedAt: ScenarioCast.morning, author: Author(handle: "mara"))
        }
        var matter = Case(
            id: CaseID(1), queue: "care", priority: .p3, points: 0, reasons: [],
            customer: Author(handle: "mara"), conversation: nil,
            openedAt: ScenarioCast.morning, mentions: conversation)
        matter.apply(.claimed(holder: "dana"), by: "dana", at: ScenarioCast.morning)
        matter.tags = (0..<tags).map { "tag\($0)" }
        matter.links = (0..<links).map { "link\($0)" }
        matter.drafts = (0..<drafts).map { index in
            Draft(
                revision: index + 1, mark: Mark("m\(index)"), author: "dana", originator: "dana",
                text: "Hi Mara, number \(index)", visibility: .public,
                answers: MentionKey(source: "crm", id: "m0"), fingerprint: Fingerprint("f\(index)"),
                key: DeliveryID("old\(index)"), writtenAt: ScenarioCast.morning, replaced: nil,
                approvalReasons: ["every reply is approved"], state: .voided)
        }
        return matter
    }

    private func context(_ name: String?) -> Context {
        let desk = ScenarioDesk()
        let person = name.flatMap { desk.person($0) }
        return desk.context(for: nil, actor: person.map { desk.actor($0) })
    }

    @Test(arguments: [
        Command.claim, .release, .assign(to: "bo"), .handover(to: "bo"), .take,
        .draft(text: "Hi", direct: false), .edit(text: "Hi"), .drop, .approve(mark: nil),
        .reject(mark: nil, reason: "r"), .rewrite(text: "Hi"), .undo, .settle(asSent: true),
        .note(text: "n"), .tag("t"), .link("l"), .noise, .snooze(until: ScenarioCast.morning),
        .resolve(outcome: nil), .reopen, .escalate(to: nil, reason: "r"),
    ])
    func `nobody unknown is obeyed`(command: Command) {
        let context = context(nil)
        let error = #expect(throws: Refusal.self) {
            try decide(matter(mentions: 1), command, context)
        }
        #expect(error == .unknownSpeaker)
        #expect(throws: Refusal.noSuchCase(context.nextCase)) { try decide(nil, command, context) }
    }

    @Test(arguments: [
        ("drafts", Command.draft(text: "Hi", direct: false), 500), ("tags", .tag("new"), 20),
        ("links", .link("new"), 50),
    ])
    func `everything has a limit`(what: String, command: Command, limit: Int) throws {
        let full = matter(mentions: 1, drafts: 500, tags: 20, links: 50)
        let error = #expect(throws: Refusal.self) { try decide(full, command, context("dana")) }
        guard case .tooMany(_, what, limit) = error else {
            Issue.record("\(error as Any)")
            return
        }
        let almost = matter(mentions: 1, drafts: 499, tags: 19, links: 49)
        _ = try decide(almost, command, context("dana"))
    }

    @Test func `two long conversations are not merged into one that is too long`() {
        var other = matter(mentions: 1)
        other.id = CaseID(2)
        let error = #expect(throws: Refusal.self) {
            try decideMerge(other, into: matter(mentions: 500), context("dana"))
        }
        guard case .tooMany(_, what: "mentions", limit: 500) = error else {
            Issue.record("\(error as Any)")
            return
        }
    }

    @Test func `a text without a destination's limit has ours`() throws {
        var context = context("dana")
        context.desk.destinations[0].maxLength = nil
        let longest = String(repeating: "a", count: Draft.textLimit)
        _ = try decide(matter(mentions: 1), .draft(text: longest, direct: false), context)
        #expect(throws: Refusal.self) {
            try decide(matter(mentions: 1), .draft(text: longest + "a", direct: false), context)
        }
    }

    @Test func `a text of long characters ends where its card would`() throws {
        var context = context("dana")
        context.desk.destinations[0].maxLength = 20_000
        let family = "👨‍👩‍👧‍👦"
        let fitting = Draft.textBytesLimit / family.utf8.count
        let longest = String(repeating: family, count: fitting)
        _ = try decide(matter(mentions: 1), .draft(text: longest, direct: false), context)
        let error = #expect(throws: Refusal.self) {
            try decide(
                matter(mentions: 1), .draft(text: longest + family, direct: false), context)
        }
        guard
            case .tooLong(_, length: fitting + 1, limit: fitting, keeps: longest, posts: nil) =
                error
        else {
            Issue.record("\(error as Any)")
            return
        }
    }

    @Test(arguments: ["mara", "star"])
    func `a draft that answers a bystander says so`(author: String) throws {
        var matter = matter(mentions: 2)
        // Nothing of the customer's stands any more, or the customer's own newest does.
        matter.mentions[0].deletedAt = matter.openedAt
        matter.mentions[1].author = Author(handle: author)
        let decision = try decide(matter, .draft(text: "Hi", direct: false), context("dana"))
        let named = decision.announcements.compactMap { announcement in
            if case .drafted(_, let draft, _, _) = announcement.notice { draft } else { nil }
        }
        #expect(named.map(\.bystander?.handle) == [author == "mara" ? nil : "star"])
    }

    @Test func `the same question has the same answer`() throws {
        let matter = matter(mentions: 20, drafts: 20)
        let context = context("dana")
        let once = try decide(matter, .draft(text: "Hi", direct: false), context)
        #expect(try decide(matter, .draft(text: "Hi", direct: false), context) == once)
    }

    /// Generous for a debug build on a busy machine; a release build takes a hundredth of it.
    @Test(arguments: [
        Command.draft(text: "Hi Mara", direct: false), .note(text: "n"), .approve(mark: "m7"),
        .join(
            mention: Mention(
                key: MentionKey(source: "crm", id: "new"), text: "no internet",
                postedAt: ScenarioCast.morning, author: Author(handle: "mara"))),
    ])
    func `a long case is decided quickly`(command: Command) {
        let matter = matter(mentions: 499, drafts: 100)
        let context = context("dana")
        let time = ContinuousClock().measure {
            for _ in 0..<5 { _ = try? decide(matter, command, context) }
        }
        #expect(time < .seconds(5))
    }
}
