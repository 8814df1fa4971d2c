import Casework
import Synchronization

/// What a case was found by after one event, and what it is found by after a later one.
struct FindStory {
    private(set) var before = FindSheet()
    private(set) var after = FindSheet()

    private static let page = 500

    /// Of a case that began with the first of these events; there are no others.
    init(of id: CaseID, _ events: [StoredEvent], _ memory: FindMemory) {
        var chapter = FindChapter()
        for event in events { chapter.take(event, of: id) }
        after = chapter.sheet()
        memory.keep(chapter, of: id)
    }

    /// Nothing but notes, after so many others.
    init(notes: [CaseNote], after count: Int) {
        after = FindSheet(notes: notes, after: count)
    }

    init(
        of id: CaseID, from start: Int64, to end: Int64, in store: SQLReader, _ memory: FindMemory
    ) throws {
        var chapter = memory.chapter(of: id, upTo: start) ?? FindChapter()
        var isBefore = true
        while true {
            let events = try store.sql.all(
                FindStatements.eventsOfCase,
                [.number(id), .integer(chapter.last), .integer(FindStory.page)]
            ) { try StoredEvent(row: &$0) }
            for event in events where event.sequence <= end {
                if isBefore, event.sequence > start {
                    before = chapter.sheet()
                    isBefore = false
                }
                chapter.take(event, of: id)
            }
            guard let newest = events.last?.sequence, newest < end,
                events.count == FindStory.page
            else { break }
        }
        if isBefore { before = chapter.sheet() }
        after = chapter.sheet()
        memory.keep(chapter, of: id)
    }
}

/// A case as its events up to one of them make it, with its notes.
struct FindChapter: Sendable {
    private var matter: Case?
    private var notes: [CaseNote] = []
    private var known = FindSheet()
    private(set) var last: Int64 = 0

    mutating func sheet() -> FindSheet {
        if let matter { known = FindSheet(of: matter, notes: notes, after: known) }
        return known
    }

    /// How much of it there is to keep.
    fileprivate var size: Int {
        matter.map { $0.mentions.count + $0.drafts.count + notes.count } ?? 0
    }

    mutating func take(_ event: StoredEvent, of id: CaseID) {
        last = event.sequence
        guard let fact = event.fact else { return }
        if matter == nil { matter = Case(opening: fact, id: id, at: event.at) }
        matter?.apply(fact, by: event.by, at: event.at)
        if let note = CaseNote(fact, by: event.by, at: event.at) { notes.append(note) }
    }
}

/// The cases that the last steps of the index have read, so that the next one goes on from there
/// and does not read them from their beginning. Events never change, so it holds for ever.
final class FindMemory: Sendable {
    /// Cases of one generation; twice as many are remembered at most.
    static let casesMax = 64
    /// A case with more mentions, drafts and notes is read anew each time.
    static let sizeMax = 64

    private struct State {
        var young: [CaseID: FindChapter] = [:]
        var old: [CaseID: FindChapter] = [:]
    }
    private let state = Mutex(State())

    /// Nothing if it is not known, or only further than that event.
    func chapter(of id: CaseID, upTo event: Int64) -> FindChapter? {
        state.withLock { state in
            let chapter = state.young[id] ?? state.old[id]
            return chapter.flatMap { $0.last <= event ? $0 : nil }
        }
    }

    func keep(_ chapter: FindChapter, of id: CaseID) {
        guard chapter.size <= Self.sizeMax else { return }
        state.withLock { state in
            if state.young.count >= Self.casesMax {
                state.old = state.young
                state.young = [:]
            }
            state.young[id] = chapter
        }
    }
}
