import Casework
import Synchronization

/// What the one writer knows without asking: the cases it has just written or read, the head of the
/// audit, the newest case's number and the brakes.
///
/// It belongs to the transaction under way and never outlives its failure: what is taken back in
/// the database is forgotten here. Between transactions it may be trusted because nobody else
/// writes the store.
final class WriterMemory: Sendable {
    /// Cases of one generation. With two of them this many are remembered at least, and twice as
    /// many at most.
    static let casesMax = 512
    /// A case with more mentions or drafts is read anew each time.
    static let partsMax = 64

    /// How things stood before a step that may be taken back.
    struct Bookmark: Sendable {
        /// As the audit stands with this transaction; nothing: the database knows.
        var head: AuditHead?
        /// The head has moved on and is not written yet.
        var isHeadAhead = false
        /// The hour of the last event, whose beginning is noted.
        var hour: Int64?
        var newestCase: Int64?
        var brakes: [Brake]?
    }

    private struct State {
        var place = Bookmark()
        var young: [CaseID: Case] = [:]
        var old: [CaseID: Case] = [:]

        mutating func keep(_ matter: Case) {
            guard matter.mentions.count <= partsMax, matter.drafts.count <= partsMax else {
                young[matter.id] = nil
                old[matter.id] = nil
                return
            }
            if young.count >= casesMax {
                old = young
                young = [:]
            }
            young[matter.id] = matter
        }
    }
    private let state = Mutex(State())

    subscript(id: CaseID) -> Case? {
        state.withLock { state in
            if let matter = state.young[id] { return matter }
            guard let matter = state.old.removeValue(forKey: id) else { return nil }
            state.keep(matter)
            return matter
        }
    }

    func keep(_ matter: Case) { state.withLock { $0.keep(matter) } }

    var head: AuditHead? { state.withLock { $0.place.head } }
    var isHeadAhead: Bool { state.withLock { $0.place.isHeadAhead } }

    /// The database has it so.
    func note(_ head: AuditHead) {
        state.withLock { state in
            state.place.head = head
            state.place.isHeadAhead = false
        }
    }

    func advance(to head: AuditHead) {
        state.withLock { state in
            state.place.head = head
            state.place.isHeadAhead = true
        }
    }

    var hour: Int64? { state.withLock { $0.place.hour } }
    func note(hour: Int64) { state.withLock { $0.place.hour = hour } }

    var newestCase: Int64? { state.withLock { $0.place.newestCase } }
    func note(newestCase number: Int64?) { state.withLock { $0.place.newestCase = number } }

    var brakes: [Brake]? { state.withLock { $0.place.brakes } }
    func note(brakes: [Brake]?) { state.withLock { $0.place.brakes = brakes } }

    var bookmark: Bookmark { state.withLock { $0.place } }

    /// A step was taken back; without a bookmark the whole transaction.
    func goBack(to bookmark: Bookmark = Bookmark()) {
        state.withLock { $0 = State(place: bookmark) }
    }
}
