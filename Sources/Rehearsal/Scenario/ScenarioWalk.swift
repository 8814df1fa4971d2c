import Casework

/// A desk on which anybody does anything at any time: random people, commands, landings, answers
/// of the receiver, duplicates and a jumping clock, all from one seed.
package struct ScenarioWalk {
    package let seed: UInt64
    package private(set) var desk = ScenarioDesk()
    /// What was done, newest last.
    package private(set) var steps: [String] = []
    package private(set) var commands = 0
    package private(set) var refused = 0
    private var chance: ScenarioChance
    private let mayGoBack: Bool

    package init(seed: UInt64) {
        self.seed = seed
        chance = ScenarioChance(seed: seed)
        mayGoBack = seed % 3 == 0
        desk.settings.policy.approval = [.always, .always, .flagged, .never][Int(seed % 4)]
        if seed % 5 == 0 { desk.settings.policy.undoWindow = .zero }
        desk.settings.queues[0].firstResponse = ResponseTargets(p1: .minutes(10), p3: .hours(1))
        desk.settings.queues[0].nextResponse = ResponseTargets(p1: .seconds(50), p2: .minutes(20))
        let waits = PriorityRule(
            when: Condition(waitingAtLeast: .minutes(20)), points: 25, because: "waits")
        desk.settings.priority.rules = Rulebook(desk.settings.priority.rules.rules + [waits])
    }

    /// Takes so many steps, or stops at the first broken invariant.
    /// - Parameter tail: how many of the last steps to tell.
    /// - Returns: what was broken, with the seed and the last steps; nothing if all held.
    package mutating func run(_ count: Int, tail: Int = 25) -> [String] {
        for step in 0..<count {
            moveClock()
            act()
            desk.checkMentions()
            guard desk.breaches.isEmpty else {
                return ["seed \(seed), step \(step): \(desk.breaches)"] + steps.suffix(tail)
            }
        }
        return desk.replayed().map { "seed \(seed): \($0)" }
    }

    private mutating func moveClock() {
        let pause: Lapse =
            switch chance.below(100) {
            case 0..<60: Lapse(milliseconds: Int64(chance.below(3000)))
            case 60..<85: .seconds(Int64(chance.below(15)))
            case 85..<97: .seconds(Int64(30 + chance.below(90)))
            case 97..<99: .hours(Int64(chance.below(9 * 24)))
            default: mayGoBack ? .seconds(-Int64(chance.below(3600))) : .seconds(1)
            }
        desk.now = desk.now + pause
        desk.ledger.tick(desk.now)
    }

    private mutating func act() {
        switch chance.below(100) {
        case 0..<12: customer()
        case 12..<30: outbox()
        case 30..<48: seen()
        case 48..<51: brake()
        case 51..<53: merge()
        case 53: settings()
        case 54..<57: timer()
        default: person()
        }
    }

    private mutating func customer() {
        let texts = [
            "no internet", "Cancelling today", "Thanks!", "any news?", "my invoice is wrong",
            "ok", "thanks for nothing",
        ]
        guard let text = chance.pick(texts) else { return }
        let key = MentionKey(source: "crm", id: "m\(desk.mentionsTaken + 1)")
        let mention = Mention(
            key: key, text: text, postedAt: desk.now,
            author: Author(
                handle: chance.happens(in: 80) ? "mara" : "zed",
                followers: chance.happens(in: 20) ? 48_000 : nil, vip: chance.happens(in: 20)),
            visibility: chance.pick(Visibility.allCases) ?? .public)
        if desk.order.count < 3 || (desk.order.count < 8 && chance.happens(in: 5)) {
            return submit(.open(mention: mention, linkedTo: nil), to: nil, by: nil)
        }
        guard let matter = chance.pick(desk.cases) else { return }
        let old = chance.pick(matter.mentions)
        switch chance.below(4) {
        case 0:
            guard let old else { return }
            submit(.amend(key: old.key, text: text, editedAt: desk.now), to: matter.id, by: nil)
        case 1:
            guard let old else { return }
            submit(.withdraw(key: old.key, deletedAt: desk.now), to: matter.id, by: nil)
        default:
            guard matter.takesMentions(at: desk.now) else { return }
            submit(.join(mention: mention), to: matter.id, by: nil)
        }
        if chance.happens(in: 10) {
            submit(
                .join(mention: desk.matters[matter.id]?.mentions.last ?? mention), to: matter.id,
                by: nil)
        }
    }

    private mutating func outbox() {
        guard let id = chance.pick(desk.order), let row = desk.reply(of: id) else { return }
        switch row.state {
        case .scheduled:
            if row.due > desk.now, chance.happens(in: 50) { desk.now = row.due }
            guard row.due <= desk.now else { return }
            desk.ledger.tick(desk.now)
            submit(.depart(key: row.key), to: id, by: nil)
        case .sending where !row.isUnderWay && chance.happens(in: 50):
            steps.append("\(id) tries \(row.key)")
            desk.begin(row.key)
        case .sending:
            land(row)
        case .unknown where chance.happens(in: 10):
            // A receipt that nobody waited for any more.
            late(row, .sent(reference: "late"))
        case .sent, .failed, .parked:
            guard row.attempts > 0, row.state != .parked else { return }
            late(row, row.state == .sent ? .unknown(reason: "late") : .refused(reason: "late"))
        default:
            break
        }
    }

    private mutating func land(_ row: ScenarioReply) {
        let outcomes: [ReplyAttempt.Outcome] = [
            .sent(reference: "r\(commands)"), .sent(reference: nil),
            .retry(after: nil, reason: "503"),
            .retry(after: .seconds(40), reason: "429"), .refused(reason: "422"),
            .unknown(reason: "cut off"),
        ]
        guard let outcome = chance.pick(outcomes) else { return }
        let deduplicated = chance.happens(in: 60)
        commands += 1
        steps.append("\(row.matter) lands \(outcome), deduplicated \(deduplicated)")
        _ = desk.land(outcome, of: row.key, deduplicated: deduplicated)
    }

    private mutating func late(_ row: ScenarioReply, _ outcome: ReplyAttempt.Outcome) {
        let attempt = ReplyAttempt(
            key: row.key, number: row.attempts, outcome: outcome,
            departedAt: row.departedAt ?? desk.now, uncertainBefore: row.uncertain,
            deduplicated: true)
        submit(.attempted(attempt), to: row.matter, by: nil)
    }

    /// Whatever a timer asks, it may ask at any time.
    private mutating func timer() {
        guard let id = chance.pick(desk.order) else { return }
        submit(chance.happens(in: 70) ? .reassess : .wake, to: id, by: nil)
    }

    private mutating func seen() {
        guard let id = chance.pick(desk.order),
            let purpose = chance.pick([Purpose.draftCard, .approval, .hold, .hold])
        else { return }
        let place = chance.pick([Place.room("care"), .room("approvals"), .direct]) ?? .direct
        let person = place == .direct ? chance.pick(desk.people)?.id : nil
        steps.append(
            "\(id) sees \(purpose) in \(place) to \(person?.rawValue ?? "all") at \(desk.now.milliseconds)"
        )
        desk.see(purpose, in: place, of: id, by: person)
    }

    private mutating func brake() {
        guard let person = chance.pick(desk.people) else { return }
        let queue = chance.pick([nil, "care", "billing"] as [QueueName?]) ?? nil
        let order =
            chance.happens(in: 35)
            ? DeskOrder.hold(queue: queue, reason: "storm") : .unhold(queue: queue)
        commands += 1
        steps.append("\(person.id) \(order)")
        if case .failure = desk.submit(order, by: desk.actor(person)) { refused += 1 }
    }

    private mutating func merge() {
        guard let person = chance.pick(desk.people), let from = chance.pick(desk.order),
            let into = chance.pick(desk.order)
        else { return }
        commands += 1
        let actor = desk.actor(person)
        let isAsked = chance.happens(in: 70)
        if isAsked {
            desk.ask(
                person.id, in: actor.place, whetherToMerge: from, into: into, ago: .seconds(1))
        }
        steps.append("\(person.id) merges \(from) into \(into)\(isAsked ? ", asked" : "")")
        if case .failure = desk.merge(from, into: into, by: actor) { refused += 1 }
    }

    private mutating func settings() {
        desk.settings.policy.approval = chance.pick(ApprovalRule.allCases) ?? .always
        desk.settings.policy.alone = chance.pick(AloneRule.allCases) ?? .never
        let seats: [[PersonID]?] = [nil, ["dana", "bo"], ["sam"], ["lee", "dana"], []]
        desk.here = chance.pick(seats) ?? nil
        steps.append(
            "the policy is \(desk.settings.policy.approval), \(desk.settings.policy.alone)")
    }

    private mutating func submit(_ command: Command, to id: CaseID?, by actor: Actor?) {
        commands += 1
        let who = actor.map { "\($0.person.id) at \($0.saidAt.milliseconds)" } ?? "world"
        steps.append("\(id.map { "\($0)" } ?? "new") \(who): \(command)")
        if case .failure = desk.submit(command, to: id, by: actor) { refused += 1 }
    }
}

extension ScenarioWalk {
    private mutating func person() {
        guard let person = chance.pick(desk.people + desk.people.prefix(4)),
            let matter = chance.pick(desk.cases), let command = command(on: matter)
        else { return }
        let place = chance.pick([Place.room("care"), .room("approvals"), .direct])
        let ago = chance.happens(in: 20) ? Lapse.seconds(Int64(chance.below(20))) : .zero
        let actor = desk.actor(person, in: place, ago: ago)
        submit(command, to: matter.id, by: actor)
        if chance.happens(in: 5) { submit(command, to: matter.id, by: actor) }
    }

    private mutating func command(on matter: Case) -> Command? {
        let text = chance.pick(["Hi Mara", "Sorry!", "Hi Mara", "An engineer comes at 4"]) ?? ""
        let other = chance.pick(desk.people)?.id ?? "dana"
        switch chance.below(75) {
        case 70..<75: return split()
        case 66: return .ask(of: .person(other), text: "is that so?")
        case 67: return .ask(of: .skill("legal"), text: "may we?")
        case 68, 69: return .answer(text: "yes")
        case 0..<5: return .claim
        case 5: return .release
        case 6: return .assign(to: other)
        case 7: return .handover(to: other)
        case 8: return .take
        case 9..<17: return .draft(text: text, direct: chance.happens(in: 20))
        case 17..<20: return .edit(text: text)
        case 20: return .drop
        case 21..<40: return .approve(mark: mark(of: matter))
        case 40..<42: return .reject(mark: mark(of: matter), reason: "too cold")
        case 42..<45: return .rewrite(text: text)
        case 45..<48: return .undo
        case 48..<50: return .settle(asSent: chance.happens(in: 50))
        case 50: return .note(text: "note")
        case 51: return .tag("tag\(chance.below(30))")
        case 52: return .link("crm-\(chance.below(60))")
        case 53: return chance.happens(in: 30) ? .noise : .claim
        case 54: return .snooze(until: desk.now + .minutes(Int64(chance.below(90))))
        case 55: return .resolve(outcome: nil)
        case 56: return .reopen
        case 57: return .escalate(to: chance.happens(in: 50) ? "lee" : nil, reason: "help")
        case 58: return canned(matter)
        case 59..<62: return .attach(url: "https://cdn.example/\(chance.below(5)).png", alt: text)
        case 62: return .detach
        case 63..<65:
            guard let card = matter.liveDraft?.listedOn else { return canned(matter) }
            return .approveListed(on: card)
        default: return .claim
        }
    }

    /// A text that takes three posts, of which people know parts.
    private mutating func split() -> Command {
        let words = chance.pick(["Hi Mara, so it is.", "An engineer comes at 4.", "Sorry!"]) ?? ""
        let text = Array(repeating: words, count: 900 / words.count).joined(separator: " ")
        return switch chance.below(8) {
        case 0: .split(.edit(text: text))
        case 1: .split(.rewrite(text: text))
        case 2: .draft(text: text, direct: false)
        default: .split(.draft(text: text, direct: chance.happens(in: 20)))
        }
    }

    /// What was shown at some time, perhaps for another draft or before the customer spoke.
    private mutating func canned(_ matter: Case) -> Command {
        let shown = desk.offers[matter.id]
        let isOld = chance.happens(in: 30)
        guard let standing = isOld ? shown?.shownFor : CannedDraft.Standing(matter) else {
            return .claim
        }
        let offer = CannedDraft(
            use: CannedUse(name: "hello", chance.pick(CannedUse.Words.allCases) ?? .edited),
            language: nil,
            text: "Hi Mara", shownFor: standing)
        desk.offers[matter.id] = offer
        return chance.happens(in: 80) ? .takeCanned(offer) : .offerCanned(offer)
    }

    private mutating func mark(of matter: Case) -> Mark? {
        switch chance.below(10) {
        case 0..<6: matter.liveDraft?.mark
        case 6: chance.pick(matter.drafts)?.mark
        default: nil
        }
    }
}
