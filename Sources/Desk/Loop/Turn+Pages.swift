import CaseStore
import Casework
import Crypto
import Phrasebook

/// Who is called when nobody looks after a case.
extension Turn {
    /// Cases that one page names; more are counted.
    static let pagedNamed = 10
    /// Cases that `ack all` looks at.
    static let runsMax = 1000
    /// So long pages are kept.
    static let pagesKept = Lapse.days(30)

    /// What the chains of the desk ask of a decision.
    func informWatch(_ context: inout Context, for command: Command) throws {
        guard !desk.chains.isEmpty else { return }
        for chain in desk.chains {
            if let last = try store.lastPage(of: chain.name, until: now),
                now - last < Chain.gathering
            {
                context.lastPages[chain.name] = last
            }
        }
        guard desk.chains.contains(where: { $0.steps.contains { $0.crowd != nil } }) else { return }
        switch command {
        case .page, .escalate: context.runs = try store.pagedRuns(limit: Turn.runsMax).map(\.paging)
        default: break
        }
    }

    /// Everything that was called for in this errand, gathered into one page for each person and way.
    mutating func sendPages() throws {
        let calls = outcome.calls
        guard !calls.isEmpty else { return }
        outcome.calls = []
        var people: [PersonID] = []
        for person in calls.flatMap(\.step.people) where !people.contains(person) {
            people.append(person)
        }
        for person in people {
            try page(
                person, for: calls.filter { $0.step.people.contains(person) })
        }
        var rooms: [RoomName] = []
        for room in calls.flatMap(\.step.rooms) where !rooms.contains(room) { rooms.append(room) }
        for room in rooms {
            let theirs = calls.filter { $0.step.rooms.contains(room) }
            try announce(theirs, to: [.room(room)])
            try remember(theirs, for: PersonID("#\(room)"))
        }
        var queues: [QueueName] = []
        for call in calls where !queues.contains(call.brief.queue) {
            queues.append(call.brief.queue)
        }
        for queue in queues {
            // Where the page itself stands it need not be told as well.
            let told = Set(
                directory.targets([.oncall(queue)], origin: nil, desk: desk).compactMap(\.room))
            let others = calls.filter {
                $0.brief.queue == queue && !$0.step.people.isEmpty
                    && !told.isSubset(of: $0.step.rooms)
            }
            if !others.isEmpty { try announce(others, to: [.oncall(queue)]) }
        }
        outcome.hasPages = true
    }

    private mutating func announce(_ calls: [PageCall], to audiences: [Audience]) throws {
        let briefs = calls.sorted { $0.isMoreUrgent(than: $1) }.map { PagedBrief($0) }
        try post(
            Announcement(
                to: audiences, lane: .urgent,
                .pagedOut(Array(briefs.prefix(Turn.pagedNamed)), total: briefs.count)),
            about: calls.count == 1 ? calls.first?.brief.id : nil, origin: nil)
    }

    private mutating func page(_ person: PersonID, for calls: [PageCall]) throws {
        let calls = calls.sorted { $0.isMoreUrgent(than: $1) }
        let briefs = calls.map { PagedBrief($0) }
        // Whoever is in no chat is told when they are seen.
        try post(
            Announcement(
                to: [.person(person)], lane: .urgent,
                .paged(Array(briefs.prefix(Turn.pagedNamed)), total: briefs.count)),
            about: nil, origin: nil)
        try remember(calls, for: person)
        for channel in directory.pageChannels(of: person) {
            try enqueue(page(calls, for: person, by: channel))
        }
    }

    /// Somebody has come for whom a page waits that nobody has answered.
    mutating func remindOfPages(_ person: PersonID) throws {
        guard !desk.chains.isEmpty else { return }
        let waiting = try store.pagedRuns(limit: Turn.runsMax).filter {
            $0.paging.isRunning && $0.paging.called.contains(person)
        }
        var briefs: [PagedBrief] = []
        for run in waiting.prefix(Turn.pagedNamed) {
            guard let matter = try store.matter(run.id) else { continue }
            briefs.append(
                PagedBrief(
                    CaseBrief(matter, practice: desk.policy.practice), run.paging, next: nil))
        }
        guard !briefs.isEmpty else { return }
        try post(
            Announcement(
                to: [.person(person)], lane: .urgent, .paged(briefs, total: waiting.count)),
            about: nil, origin: nil)
    }

    /// That somebody was paged by word of chat.
    private func remember(_ calls: [PageCall], for person: PersonID) throws {
        try store.add(page(calls, for: person, by: .direct), token: nil, tokenHash: nil)
    }

    private func page(_ calls: [PageCall], for person: PersonID, by channel: PageChannel) -> Page {
        Page(
            key: fresh.key("page"), person: person, channel: channel,
            cases: calls.map { call in
                PagedCase(
                    id: call.brief.id, priority: call.brief.priority, queue: call.brief.queue,
                    openedAt: call.openedAt, firstResponseDueAt: call.firstResponseDueAt)
            }, chain: calls.first?.step.chain ?? "", step: calls.first?.step.step ?? 0,
            isFirst: calls.contains(where: \.step.isFirst), isTest: false, createdAt: now)
    }

    private func enqueue(_ page: Page) throws {
        let token = fresh.token()
        try store.add(page, token: token, tokenHash: Turn.hash(ofToken: token))
    }

    /// What the store keeps of a link's secret.
    static func hash(ofToken token: String) -> String {
        SHA256.hash(data: Array(token.utf8)).hex
    }

    /// Somebody pages themselves, by every way there is.
    mutating func testPage(_ actor: Actor, _ origin: Origin) throws {
        let person = actor.person.id
        let ways = directory.pageChannels(of: person)
        let channels = (directory.addresses(of: person).isEmpty ? [] : [.direct]) + ways
        guard !channels.isEmpty else { return try answer(.noWayToPage(person), origin) }
        try store.record(
            [
                .paged(
                    PagedStep(
                        chain: "test", step: 0, time: 1, round: 1, people: [person], rooms: [],
                        isFirst: true, next: nil))
            ], matter: nil, before: nil, by: person, via: actor.via, at: now)
        for channel in ways {
            try enqueue(
                Page(
                    key: fresh.key("page"), person: person, channel: channel, cases: [],
                    chain: "test", step: 0, isTest: true, createdAt: now))
        }
        try post(
            Announcement(
                to: [.asker, .person(person)], lane: .answer,
                .pageTest(person, channels: channels)),
            about: nil, origin: origin)
        outcome.hasPages = true
    }

    /// Whoever was paged says by the link of the mail that they look after all that the page names.
    /// Cases that somebody looks after already stay as they are; a link counts once, for a day. It
    /// is not used up by somebody who may not look after any of them.
    mutating func acknowledge(byLink hash: String) throws {
        guard let linked = try store.linkedPage(tokenHash: hash), !linked.isOver(at: now),
            let person = directory.people.first(where: { $0.id == linked.page.person })
        else { return }
        let actor = Actor(person: person, via: nil, place: .direct, saidAt: now)
        var isForbidden = false
        var isTaken = false
        for paged in linked.page.cases {
            guard let matter = try store.matter(paged.id) else { continue }
            do {
                _ = try decide(matter, .acknowledge(how: .link), actor: actor)
                isTaken = true
            } catch Refusal.notAllowed, Refusal.beyondQuestion {
                isForbidden = true
            } catch is Refusal {
                // How it stands is shown by what they see.
            }
        }
        if isTaken || !isForbidden { try store.usePage(tokenHash: hash, at: now) }
    }

    /// Whoever tries a way hears of it, and of a real page those on call do; the chain goes on.
    mutating func giveUp(_ page: Page, _ end: PageEnd, _ reason: String) throws {
        try store.settle(end)
        // Where somebody has answered by now nobody has to know.
        let waiting = try page.cases.filter {
            try store.matter($0.id)?.paging?.isRunning ?? false
        }
        guard page.cases.isEmpty || !waiting.isEmpty else { return }
        var queues: [QueueName] = []
        for paged in waiting where !queues.contains(paged.queue) { queues.append(paged.queue) }
        try post(
            Announcement(
                to: page.cases.isEmpty
                    ? [.person(page.person)] : queues.map(Audience.oncall),
                lane: .urgent,
                .pageFailed(
                    page.person, by: page.channel, cases: waiting.map(\.id), reason: reason)),
            about: nil, origin: nil)
    }

    /// Cases for which whoever speaks was paged by then and nobody has acknowledged.
    func pagedCases(for actor: Actor) throws -> [CaseID] {
        try store.pagedRuns(limit: Turn.runsMax)
            .filter {
                $0.paging.acknowledged == nil && $0.paging.people.contains(actor.person.id)
                    && $0.paging.mayHaveReached(actor.person.id, by: actor.saidAt, now: now)
            }
            .map(\.id)
    }
}

extension Paging {
    /// Whether somebody whom it called was paged before they spoke: a line is read later where its
    /// network was down, or its speaker had to be looked up, and says nothing of pages since. What is
    /// later than now comes from before the clock was set back.
    fileprivate func mayHaveReached(
        _ person: PersonID, by saidAt: Instant, now: Instant
    ) -> Bool {
        func isBefore(_ at: Instant) -> Bool { at <= saidAt || now < at }
        let isFirstTime = time == 1 && round == 1
        return isBefore(since) && (isBefore(lastAt) || !isFirstTime || !called.contains(person))
    }
}

extension PageCall {
    fileprivate func isMoreUrgent(than other: PageCall) -> Bool {
        if brief.priority != other.brief.priority { return brief.priority < other.brief.priority }
        return brief.id < other.brief.id
    }
}

extension LinkedPage {
    /// Links of pages count for so long.
    private static let validFor = Lapse.hours(24)

    /// It was used, or is too old.
    func isOver(at now: Instant) -> Bool {
        usedAt != nil || now - page.createdAt > Self.validFor
    }
}
