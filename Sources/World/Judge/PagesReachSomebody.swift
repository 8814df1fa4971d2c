import CaseStore
import Casework
import Chat
import Desk

// 6, at night: whoever is to be called for what nobody has is called, step by step and each in time,
// until somebody answers or the chain is at its end; and nobody after that. The steps are counted
// again by hand, from what happened to each case and the configured waits.
extension Evidence {
    func pagesReachSomebody() -> [Breach] {
        world.plan.hasNight ? caseIDs.flatMap(watch) + steps() + attempts() : []
    }

    private func watch(_ id: CaseID) -> [Breach] {
        let own = ofCase[id] ?? []
        guard let first = own.first, let fact = first.fact,
            let matter = Case(opening: fact, id: id, at: first.at)
        else { return [] }
        var watch = CaseWatch(matter, first, self)
        for (place, event) in own.enumerated() {
            let isLast = own.indices.contains(place + 1) ? own[place + 1].at != event.at : true
            watch.see(event, isFirst: place == 0, isLast: isLast)
        }
        watch.end()
        return watch.breaches
    }

    /// Each that was decided, by what left the desk because of it.
    private func steps() -> [Breach] {
        let pages = Dictionary(grouping: chronicle.pages) { $0.page.createdAt }
        let calls = chronicle.postOrder.filter {
            $0.words.hasPrefix("PAGE ") || $0.words.hasPrefix("paged ")
        }
        let posts = Dictionary(grouping: calls) { $0.post.createdAt }
        var breaches: [Breach] = []
        for event in events {
            guard let id = event.matter, case .paged(let step) = event.fact else { continue }
            // Of many together not all are named.
            let theirs = (posts[event.at] ?? []).filter {
                $0.words.contains("\(id) P") || $0.words.contains(" more")
            }
            var wrong: [String] = []
            if !theirs.contains(where: { $0.words.hasPrefix("paged ") }) {
                wrong.append("the room does not know who was called")
            }
            for person in step.people {
                wrong += words(to: person, event, theirs)
                wrong += self.pages(to: person, about: id, event, pages[event.at] ?? [])
            }
            breaches += wrong.map {
                breach(6, "\(id), step \(step.step): \($0)", id, onDisk(event.sequence))
            }
        }
        return breaches
    }

    /// By word of chat, once on each network, wherever they are.
    private func words(
        to person: PersonID, _ event: StoredEvent, _ posts: [PostRecord]
    ) -> [String] {
        let direct = posts.filter { record in
            guard case .person(let nick) = record.post.destination else { return false }
            return self.person(named: nick.rawValue) == person
        }
        let networks = direct.map(\.network)
        if networks.isEmpty, let at = onDisk(event.sequence), isOfDesk(person, around: at) {
            // A network may have been away for longer than anything else.
            let start = Lapse(milliseconds: at.milliseconds - Lapse.minutes(25).milliseconds)
            let isSeen = wasThere(person, from: start, to: at)
            if isSeen, wasWell(from: start, to: at + .minutes(1)) {
                return ["\(person) was there and was not told"]
            }
        }
        return Set(networks).filter { name in networks.count { $0 == name } > 1 }
            .map { "\(person) was told twice on \($0)" }
    }

    /// By each other way, under one key.
    private func pages(
        to person: PersonID, about id: CaseID, _ event: StoredEvent, _ pages: [PageRecord]
    ) -> [String] {
        let wasOfDesk = onDisk(event.sequence).map { isOfDesk(person, around: $0) } ?? false
        return ways(of: person).compactMap { channel in
            let theirs = pages.filter { record in
                record.page.person == person && record.channel == channel
                    && record.page.cases.contains { $0.id == id }
            }
            let keys = Set(theirs.map(\.page.key)).count
            guard keys > 1 || (keys == 0 && wasOfDesk) else { return nil }
            return "\(keys) pages to \(person) by \(channel.rawValue)"
        }
    }

    private func ways(of person: PersonID) -> [PageChannel] {
        guard let ways = world.staff.first(where: { $0.person.id == person })?.page else {
            return []
        }
        return (ways.email == nil ? [] : [.email]) + (ways.webhook ? [.webhook] : [])
    }

    /// What was taken is not sent again, unless nobody could tell.
    private func attempts() -> [Breach] {
        var last: [DeliveryID: PageRecord] = [:]
        return chronicle.pages.compactMap { record in
            defer { last[record.page.key] = record }
            guard let before = last[record.page.key], before.life == record.life else { return nil }
            let words: String
            switch before.answer {
            case nil: words = "was tried twice at once"
            case .sent, .refused, .gone: words = "was tried after its end"
            case .retry, .unknown: return nil
            }
            let wasDisturbed = chronicle.disturbances.contains {
                $0.lowerBound <= record.at && $0.upperBound >= before.at
            }
            guard !wasDisturbed else { return nil }
            return breach(
                6, "page \(record.page.key) \(words)", record.page.cases.first?.id, record.at)
        }
    }
}

/// How one case ought to have called people, event by event.
private struct CaseWatch {
    /// Within the run through the chain.
    private enum Run {
        case none
        /// From 0, and how often.
        case at(step: Int, time: Int)
        /// Somebody looks after it, and has done something about it or not yet.
        case answered(isFollowed: Bool)
        case exhausted
    }

    /// What has to come next: so long after an event, or after the clock was set.
    private struct Due {
        /// As the wall showed it.
        var shown: Instant
        /// The same by the world's time, and when it was on disk.
        var since: Lapse
        var written: Lapse
        var wait: Lapse
        /// Not where the queue opens first.
        var mustCome = true
        var isMissed = false

        var at: Lapse { since + wait }
        /// By either clock: one that is set forward cuts a wait short, and one that is set back
        /// does not make it longer.
        func isReached(by event: StoredEvent, decided: Lapse) -> Bool {
            event.at >= shown + wait || decided >= at
        }
    }

    /// The desk sees within twenty seconds that a clock was set.
    private var grace: Lapse { .seconds(evidence.hasJumps ? 45 : 20) }
    /// What comes together is paged together.
    private static let gathering = Lapse.seconds(30)

    private var matter: Case
    private let evidence: Evidence
    private var run = Run.none
    private var due: Due?
    /// Somebody asked for others, whoever has the case.
    private var isEscalation = false
    /// The decision that is read just now looked at it anew.
    private var isLookedAt = false
    private var latest: StoredEvent?
    private var jumps: ArraySlice<(at: Lapse, by: Lapse)>
    private var ahead = Lapse.zero
    private(set) var breaches: [Breach] = []

    init(_ matter: Case, _ first: StoredEvent, _ evidence: Evidence) {
        self.matter = matter
        self.evidence = evidence
        jumps = evidence.chronicle.jumps[...]
    }

    mutating func see(_ event: StoredEvent, isFirst: Bool, isLast: Bool) {
        guard let fact = event.fact else { return }
        // A page may come within the same millisecond.
        if case .paged = fact, let latest { call(latest) }
        defer { latest = event }
        let decided = evidence.decided(event) ?? .zero
        heedJumps(until: decided)
        if let due, decided > due.at + Self.slack(run) + grace {
            miss(due, until: event)
        }
        judge(fact, event)
        if !isFirst { matter.apply(fact, by: event.by, at: event.at) }
        follow(fact, event)
        isLookedAt = isLookedAt || Self.looksAnew(fact)
        guard isLast else { return }
        call(event)
        isLookedAt = false
    }

    private static func looksAnew(_ fact: Fact) -> Bool {
        switch fact {
        case .opened, .joined, .absorbed, .reprioritised, .routed, .released, .reopened, .woken,
            .mentionEdited:
            true
        default: false
        }
    }

    /// The first page waits for others.
    private static func slack(_ run: Run) -> Lapse {
        if case .at = run { .zero } else { gathering }
    }

    /// Nothing came of it although it was due; told once.
    /// - Parameter event: what came instead; nothing: the day is over.
    private mutating func miss(_ due: Due, until event: StoredEvent?) {
        guard due.mustCome, !due.isMissed,
            let moment = evidence.hadTime(
                Self.slack(run) + grace, from: due.written + due.wait,
                until: event.flatMap { evidence.onDisk($0.sequence) } ?? Plan.day + Plan.rest)
        else { return }
        self.due?.isMissed = true
        wrong("nobody was called in time", moment)
    }

    /// First pages go by the hours that the clock shows by now; steps come when they would have
    /// come anyway. Of a clock that is set while no desk runs the next one need not know.
    private mutating func heedJumps(until moment: Lapse) {
        while let jump = jumps.first, jump.at <= moment {
            jumps.removeFirst()
            ahead = ahead + jump.by
            let isSeen = evidence.wasWell(from: jump.at, to: jump.at + grace)
            guard var due else { continue }
            due.mustCome = due.mustCome && isSeen
            self.due = due
            guard case .none = run, !due.isMissed else { continue }
            self.due = firstPage(
                from: evidence.world.wall.start + jump.at + ahead, since: jump.at,
                written: jump.at, mustCome: isSeen)
        }
    }

    /// When the queue closes, or now.
    private func firstPage(
        from shown: Instant, since: Lapse, written: Lapse, mustCome: Bool = true
    ) -> Due {
        let closes = evidence.closes(shown)
        // In the half minute before it opens the first page may come to wait for the next night.
        return Due(
            shown: shown, since: since, written: written, wait: closes - shown,
            mustCome: mustCome && !evidence.opens(closes, within: Self.gathering + grace))
    }

    private func due(_ event: StoredEvent, _ wait: Lapse, mustCome: Bool = true) -> Due? {
        guard let written = evidence.onDisk(event.sequence), let since = evidence.decided(event)
        else { return nil }
        return Due(
            shown: event.at, since: since, written: written, wait: wait, mustCome: mustCome)
    }

    private mutating func wrong(_ words: String, _ at: Lapse?) {
        breaches.append(evidence.breach(6, "\(matter.id): \(words)", matter.id, at))
    }

    /// What the desk says that it did.
    private mutating func judge(_ fact: Fact, _ event: StoredEvent) {
        let at = evidence.onDisk(event.sequence)
        let isInTime =
            due?.isReached(by: event, decided: evidence.decided(event) ?? .zero) ?? false
        switch fact {
        case .paged(let step):
            if step.isEscalation { return }
            let expected = next
            if expected?.step != step.step - 1 || expected?.time != step.time {
                wrong("step \(step.step) is not what follows", at)
            }
            if !isInTime {
                wrong("step \(step.step) was taken before its time", at)
            }
            if step.step <= Plan.layers.count, step.people != [onCall(step.step - 1, event.at)] {
                wrong("step \(step.step) called \(step.people)", at)
            }
        case .pagingEnded:
            if next != nil || !isInTime { wrong("came to its end too early", at) }
        case .pageAcknowledged:
            switch run {
            case .at, .exhausted: break
            case .answered(isFollowed: true): break
            case .none, .answered: wrong("was acknowledged, and nobody was called", at)
            }
        default: break
        }
    }

    /// The step that comes next, from 0; nothing at the end.
    private var next: (step: Int, time: Int)? {
        switch run {
        case .none: return (0, 1)
        case .at(let step, let time):
            if time < Plan.times[step] { return (step, time + 1) }
            return step + 1 < Plan.times.count ? (step + 1, 1) : nil
        case .answered: return due == nil ? nil : (0, 1)
        case .exhausted: return nil
        }
    }

    /// By arithmetic: the second layer has whoever is next.
    private func onCall(_ layer: Int, _ at: Instant) -> PersonID? {
        let people = evidence.world.watchers
        let turn = at.milliseconds / 1000 / (Plan.turnHours * 3600)
        return people.isEmpty
            ? nil : people[Int((turn + Int64(layer)) % Int64(people.count))]
    }

    private mutating func follow(_ fact: Fact, _ event: StoredEvent) {
        switch fact {
        case .paged(let step):
            run = .at(step: step.step - 1, time: step.time)
            isEscalation = step.isEscalation || (isEscalation && !step.isFirst)
            due = due(event, Plan.waits[step.step - 1])
        case .pageAcknowledged(_, let how):
            run = .answered(isFollowed: how == .taken)
            let asksAgain = how != .taken && (isFree || isEscalation)
            due = asksAgain ? due(event, Plan.again) : nil
        case .pagingEnded:
            run = .exhausted
            due = nil
        case .released, .reopened, .woken, .resolved, .noise, .merged, .snoozed, .replySent:
            run = .none
            due = nil
        case .replySettled(_, _, true, _, _) where matter.clock == nil:
            // If somebody is still asked to acknowledge, the end of that is an event of its own.
            due = nil
        case .joined(_, thanks: false):
            switch run {
            case .exhausted: run = .none
            case .answered(isFollowed: true) where isFree && due == nil:
                // Unless the post goes, the queue opens, or it is urgent no more.
                due = due(event, Plan.again, mustCome: false)
            default: break
            }
        case .absorbed where due == nil:
            guard case .answered(isFollowed: true) = run, isFree else { return }
            due = due(event, Plan.again, mustCome: false)
        case .claimed, .assigned, .noted, .escalated, .expertAsked, .draftWritten, .tagged, .linked:
            guard case .answered = run else { return }
            run = .answered(isFollowed: true)
            due = nil
        default: break
        }
    }

    private var isFree: Bool {
        matter.phase.isOpen && matter.phase != .snoozed && matter.phase != .answered
            && matter.holder == nil
    }

    /// Whether somebody has to be called from here on.
    private mutating func call(_ event: StoredEvent) {
        guard case .none = run else { return }
        guard isFree, matter.priority == .p1, matter.queue == "care" else { return due = nil }
        guard due == nil || isLookedAt else { return }
        guard let written = evidence.onDisk(event.sequence), let since = evidence.decided(event)
        else { return }
        due = firstPage(from: event.at, since: since, written: written)
    }

    mutating func end() {
        let now = evidence.world.scheduler.now
        heedJumps(until: now)
        guard let due, due.at + Self.slack(run) + grace < now else { return }
        miss(due, until: nil)
    }
}

extension Evidence {
    private func minute(_ at: Instant) -> Int { Int((at.milliseconds / 60_000) % 1440) }

    /// When the desk had been well for so long, the first time from then on.
    fileprivate func hadTime(_ lapse: Lapse, from: Lapse, until end: Lapse) -> Lapse? {
        let later = chronicle.disturbances.map(\.upperBound).filter { $0 > from }.sorted()
        let starts = [from] + later.map { $0 + Lapse(milliseconds: 1) }
        return starts.first { $0 + lapse < end && wasWell(from: $0, to: $0 + lapse) }
            .map { $0 + lapse }
    }

    /// That moment, or when the queue closes.
    fileprivate func closes(_ at: Instant) -> Instant {
        guard Plan.open.contains(minute(at)) else { return at }
        let midnight = at.milliseconds / 86_400_000 * 86_400_000
        return Instant(milliseconds: midnight + Int64(Plan.open.upperBound) * 60_000)
    }

    fileprivate func opens(_ at: Instant, within lapse: Lapse) -> Bool {
        Plan.open.contains(minute(at + lapse))
    }
}
