import CaseStore
import Casework
import Desk

/// What the judge has before it: what everybody saw, and the audit and the rows that were found on
/// the disk in the end.
struct Evidence: Sendable {
    let chronicle: Chronicle
    let world: World
    let events: [StoredEvent]
    let cases: [CaseID: Case]
    let audit: AuditReport
    let replay: ReplayReport
    let ofCase: [CaseID: [StoredEvent]]
    let index: Index

    init(_ world: World, _ store: SQLiteStore) async throws {
        self.world = world
        chronicle = world.chronicle
        (events, cases) = try await store.readAudit { reading in
            var events: [StoredEvent] = []
            while true {
                let page = try reading.events(
                    after: events.last?.sequence ?? 0, of: nil, limit: 1000)
                guard !page.isEmpty else { break }
                events += page
            }
            var cases: [CaseID: Case] = [:]
            for id in try reading.caseNumbers(after: nil, limit: 100_000) {
                cases[id] = try reading.matter(id)
            }
            return (events, cases)
        }
        index = Index(chronicle)
        audit = try await store.verifyAudit()
        replay = try await store.verifyReplay()
        ofCase = Dictionary(grouping: events.filter { $0.matter != nil }) { $0.matter ?? CaseID(0) }
    }

    var caseIDs: [CaseID] { cases.keys.sorted() }
    var hasJumps: Bool { !chronicle.jumps.isEmpty }

    /// When the event was on disk, by the world's time.
    func onDisk(_ sequence: Int64) -> Lapse? {
        var low = 0
        var high = chronicle.commits.count
        while low < high {
            let middle = (low + high) / 2
            if chronicle.commits[middle].last < sequence { low = middle + 1 } else { high = middle }
        }
        return low < chronicle.commits.count ? chronicle.commits[low].at : nil
    }

    /// When it was decided, by the world's time: what the wall showed, with what it was set by taken
    /// away, and no later than it was on disk.
    func decided(_ event: StoredEvent) -> Lapse? {
        guard let end = onDisk(event.sequence) else { return nil }
        var ahead = Lapse.zero
        var found = event.at - world.wall.start
        for jump in chronicle.jumps where jump.at <= end {
            ahead = ahead + jump.by
            let moment = event.at - (world.wall.start + ahead)
            if moment <= end, found > end || moment > found { found = moment }
        }
        return min(found, end)
    }

    func breach(
        _ invariant: Int, _ words: String, _ matter: CaseID? = nil, _ at: Lapse? = nil
    ) -> Breach {
        Breach(invariant: invariant, words: words, matter: matter, at: at)
    }

    /// Whose nick that is, also with what people put behind it.
    func person(named nick: String) -> PersonID? {
        world.staff.map(\.person.id).first { id in
            nick.hasPrefix(id.rawValue) || nick.hasPrefix("@\(id.rawValue):")
        }
    }

    /// The case that a case has become part of.
    func final(_ id: CaseID) -> CaseID {
        var id = id
        var hops = 0
        while let into = cases[id]?.mergedInto, hops < 20 {
            id = into
            hops += 1
        }
        return id
    }

    /// The commands of those verbs that a desk heard, in the order of saying.
    func heard(_ verbs: [String]) -> [Said] { verbs.flatMap { index.orders[$0] ?? [] } }

    /// All that is wrong, by invariant.
    func judge() -> [Breach] {
        chronicle.breaches + mentionsAreKept() + oneHolder() + firstComeFirst()
            + nothingByAccident() + fourEyes()
            + effectivelyOnce() + timersFireOnce() + everyCommandIsAnswered()
            + customerTextIsData() + aloneWasAlone() + leavesAreKept() + queuesFlow()
            + configurationIsTaken() + toldOnce() + plansAreKept() + pagesReachSomebody()
            + theAuditTellsTheTruth()
    }
}
