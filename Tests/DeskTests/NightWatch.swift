import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Lives through a rehearsed night: lets time pass, lets customers write and people answer, ends the
/// process twice, and keeps all that anybody saw. It knows what people did, and asks the desk for
/// nothing but what they can see.
final class NightWatch {
    struct Heard {
        var at: Instant
        var post: Post
        /// Said to somebody of whom this process had only just heard.
        var isAtStart: Bool
    }

    struct Case {
        var number: Int64
        var customer: String
        /// Its mentions with when the desk was told of them.
        var mentions: [(at: Instant, arrival: RehearsedNight.Arrival)] = []
        /// Somebody has said that they look after it.
        var stopped: (at: Instant, by: PersonID)?
        var answeredAt: Instant?
        var isUrgent: Bool { mentions.contains { $0.arrival.kind.pages } }
    }

    enum Deed {
        case mention(RehearsedNight.Arrival)
        case jump
        case ack(Int64, by: PersonID)
        case ackAll(by: PersonID)
        case link(DeliveryID)
        case canned(Int64)
        case free(Int64)
        /// Without the authority for it.
        case overstep(Int64)
        /// Something may fall due.
        case glance
    }

    var night: RehearsedNight
    let bench: DeskBench
    let mail: NightPager
    let hook: NightPager
    let receiver: NightReceiver
    /// What nobody had asked for.
    var heard: [Heard] = []
    var cases: [Int64: Case] = [:]
    var digest = ""
    /// Between these, by the desk's clock, nobody or nothing noticed that time went on.
    var gaps: [ClosedRange<Instant>] = []
    /// What people without authority were answered.
    var refusals: [String] = []
    var drafts: Set<Int64> = []
    var pages: [Int64: [String: [Heard]]] = [:]
    var ends: [Int64: [Instant]] = [:]
    var deeds: [(at: Lapse, deed: Deed)] = []
    /// Since 20:00.
    var elapsed = Lapse.zero
    var lives = 0
    /// Posts of this life.
    var seen = 0
    var startedAt = Instant.halfPastTen
    var isHeld = false
    var jumpedAt: Lapse?
    /// What the clock showed before it was set forward, and after.
    var jump: ClosedRange<Instant>?
    /// Who was called just now by word of chat: the other ways begin at the same moment.
    var called: [(person: PersonID, numbers: [Int64])] = []
    /// So often each of those who wake was called.
    var wakes: [String: Int] = [:]

    var clock: ManualClock { bench.clock }
    static let end = Lapse.hours(12) + .minutes(1)

    init(seed: UInt64) throws {
        night = RehearsedNight(seed: seed)
        bench = try DeskBench()
        let clock = bench.clock
        mail = NightPager(.email, clock: clock) { request, earlier in
            switch request.page.person {
            case "ned": .retry(after: nil, reason: "connection refused")
            case "sam" where earlier == 0 && request.page.cases.count % 2 == 0:
                .unknown(reason: "cut off in the middle")
            default: .sent(reference: nil)
            }
        }
        hook = NightPager(.webhook, clock: clock) { request, earlier in
            let first = request.page.cases.first?.id.number ?? 0
            return earlier == 0 && first % 3 == 0
                ? .retry(after: nil, reason: "503")
                : first % 3 == 1 ? .refused(reason: "410") : .sent(reference: nil)
        }
        receiver = NightReceiver(clock: clock, chance: ScenarioChance(seed: seed &+ 1))
        deeds = night.arrivals.map { ($0.at, .mention($0)) }
        // The source tells of some of them twice.
        deeds += night.arrivals.prefix(3).map { ($0.at + .minutes(20), .mention($0)) }
        plan(.jump, at: night.jumpsAt)
    }

    func plan(_ deed: Deed, at: Lapse) {
        deeds.append((at, deed))
        deeds.sort { $0.at < $1.at }
    }

    func lapse(_ from: Int64, _ to: Int64) -> Lapse {
        .seconds(Int64.random(in: from...to, using: &night.chance))
    }

    /// The whole night, in three lives of the process.
    func pass() async throws {
        clock.advance(by: RehearsedNight.closes - clock.now())
        try await live { desk in
            try await self.run(desk) { elapsed in
                elapsed >= self.night.deaths[0].from && self.isBetweenSteps
            }
        }
        try await live { desk in
            try await self.run(desk) { $0 >= self.night.deaths[1].from && self.isAboutToRing }
            // Decided and on disk, and nobody has said that it arrived.
            desk.link.answer(.silence, to: "PAGE")
            for pager in [self.mail, self.hook] { pager.hang(true) }
            self.receiver.hang(true)
            self.isHeld = true
            let from = self.heard.count
            try await self.run(desk) { _ in
                self.heard.dropFirst(from).contains { $0.post.text.hasPrefix("PAGE") }
            }
            try #require(self.elapsed < Self.end, "nobody was paged after the second death")
        }
        for pager in [mail, hook] { pager.hang(false) }
        receiver.hang(false)
        isHeld = false
        try await live { desk in
            try await self.run(desk) { $0 >= Self.end }
            self.digest = try await self.alone("!digest care", by: "lee", desk)
        }
    }

    func live(_ body: (DeskLife) async throws -> Void) async throws {
        startedAt = clock.now()
        try await bench.live(
            { plan in
                night.configure(&plan, pagers: [mail, hook], receiver: receiver)
            }
        ) { desk in
            seen = 0
            for name in ["kim", "ned", "sam", "lee"] { desk.sees(name, name) }
            try await desk.until("whoever has come knows of pages") {
                try await self.isReminded(desk)
            }
            try await quiesce(desk)
            try await body(desk)
            note(desk)
        }
        guard elapsed < Self.end else { return }
        // Nobody is there for a while.
        let gone = night.deaths[lives].gone
        lives += 1
        gaps.append(clock.now()...clock.now() + gone)
        pass(gone)
    }

    /// Whoever was called last and has not answered was told so by this process.
    private func isReminded(_ desk: DeskLife) async throws -> Bool {
        let runs = try await desk.store.read { try $0.pagedRuns(limit: 1000) }
        return runs.filter(\.paging.isRunning).flatMap(\.paging.called).allSatisfy { person in
            desk.saidAlone(to: person.rawValue).contains { $0.hasPrefix("PAGE ") }
        }
    }

    func pass(_ lapse: Lapse) {
        clock.advance(by: lapse)
        elapsed = elapsed + lapse
    }
}

extension NightWatch {
    /// Cases for which somebody may be called still.
    var running: [Case] {
        cases.values.filter { $0.isUrgent && $0.stopped == nil && !isAtEnd($0) }
            .sorted { $0.number < $1.number }
    }

    func isAtEnd(_ matter: Case) -> Bool {
        guard let end = ends(of: matter.number).last else { return false }
        return !matter.mentions.contains { $0.arrival.kind.pages && $0.at > end }
    }

    /// When the room was told that nobody has acknowledged.
    func ends(of number: Int64) -> [Instant] { ends[number] ?? [] }

    /// In this run, and nobody has answered, also where it has come to its end.
    func isCalled(_ person: PersonID, for matter: Case) -> Bool {
        let earlier = ends(of: matter.number)
        let again = matter.mentions.last { post in
            post.arrival.kind.pages && earlier.contains { $0 < post.at }
        }
        return matter.stopped == nil
            && pages(of: matter.number, to: person).contains { heard in
                again.map { heard.at >= $0.at } ?? true
            }
    }

    /// Somebody was called, and somebody else is to be.
    var isBetweenSteps: Bool {
        running.contains { matter in pages(of: matter.number, to: "kim").count == 1 }
    }

    /// Somebody new is urgent within a minute.
    var isAboutToRing: Bool {
        for (at, deed) in deeds where at <= elapsed + .minutes(1) {
            guard case .mention(let arrival) = deed else { continue }
            let place = arrival.mention.conversation
            return arrival.kind == .urgent
                && !night.arrivals.contains {
                    $0.at < arrival.at && $0.mention.conversation == place
                }
        }
        return false
    }

    /// What somebody was told about a case when they were called for it.
    func pages(of number: Int64, to person: PersonID) -> [Heard] {
        pages[number]?[person.rawValue] ?? []
    }

    /// `PAGE #4 P1 care · …`, `PAGE 2 cases: #4 P1 @c7 … · #5 P1 …`.
    static func paged(in text: String) -> [Int64] {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.first == "PAGE" else { return [] }
        return zip(words, words.dropFirst()).compactMap { word, next in
            (next == "P1" || next == "P2" || next == "P3") && word.hasPrefix("#")
                ? Int64(word.dropFirst()) : nil
        }
    }

    func run(_ desk: DeskLife, until isOver: (Lapse) -> Bool) async throws {
        while !isOver(elapsed), elapsed < Self.end {
            let step = running.isEmpty ? Lapse.minutes(4) : .minutes(1)
            let next = [elapsed + step, Self.end, deeds.first?.at].compactMap(\.self).min()
            if let next, next > elapsed {
                pass(Lapse(milliseconds: next.milliseconds - elapsed.milliseconds))
                try await quiesce(desk)
            }
            while let deed = deeds.first, deed.at <= elapsed, !isOver(elapsed) {
                deeds.removeFirst()
                try await perform(deed.deed, desk)
                try await quiesce(desk)
            }
        }
    }

    /// Waits until everything is done that is to be done at this moment, and takes note of it.
    func quiesce(_ desk: DeskLife) async throws {
        try await desk.settle()
        let isCalm = try await isCalm(desk)
        if !isCalm {
            try await desk.until("what is due is done") { try await self.isCalm(desk) }
            try await desk.settle()
        }
        note(desk)
        guard !isHeld else { return }
        for (person, numbers) in called {
            try await desk.until("\(person) is paged for \(numbers)") {
                self.pagers(of: person).allSatisfy { pager in
                    pager.entries.contains { entry in
                        entry.at == self.clock.now() && entry.request.page.person == person
                            && entry.request.page.cases.map(\.id.number) == numbers
                    }
                }
            }
        }
        called = []
    }

    func pagers(of person: PersonID) -> [NightPager] {
        person == "sam" ? [mail, hook] : [mail]
    }

    func isCalm(_ desk: DeskLife) async throws -> Bool {
        let now = clock.now()
        // What waits for its time by uptime is overdue by a clock that was set forward.
        let isTimely = jumpedAt.map { elapsed >= $0 + .minutes(2) } ?? true
        return try await desk.store.write { [isHeld] store in
            // Who is called is decided all the same.
            if isHeld { return try store.dueTimers(now: now, limit: 1).isEmpty }
            guard try store.interruptedAcknowledgements().isEmpty,
                try store.interruptedReplies().isEmpty
            else { return false }
            guard try store.dueTimers(now: now, limit: 1).isEmpty else { return false }
            guard isTimely else { return true }
            return try store.dueReplies(now: now, limit: 1).isEmpty
                && !store.dueAcknowledgements(limit: 100).contains { $0.due <= now }
                && store.nextPageDue().map { $0 > now } ?? true
        }
    }

    func note(_ desk: DeskLife) {
        let posts = desk.link.posts.entries.dropFirst(seen)
        seen += posts.count
        for post in posts where post.answers == nil {
            let entry = Heard(at: clock.now(), post: post, isAtStart: clock.now() == startedAt)
            heard.append(entry)
            if post.room == "#approvals", !post.isRepeat, post.text.contains("is at its end"),
                let number = Self.number(in: post.text)
            {
                ends[number, default: []].append(entry.at)
            }
            if case .person(let nick) = post.destination {
                for number in Self.paged(in: post.text) {
                    pages[number, default: [:]][nick.rawValue, default: []].append(entry)
                }
            }
            react(to: entry)
        }
    }

    /// The case that a line begins with.
    static func number(in line: String) -> Int64? {
        line.split(separator: " ").first.flatMap { $0.hasPrefix("#") ? Int64($0.dropFirst()) : nil }
    }
}
