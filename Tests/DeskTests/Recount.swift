import CaseStore
import Casework

/// The figures of a period once more, from nothing but the list of events and with none of the
/// code that the desk counts with.
struct Recount {
    var offered = 0
    var noise: Set<CaseID> = []
    var handled: Set<CaseID> = []
    var reopened: Set<CaseID> = []
    var firstWaits: [Int64] = []
    var nextWaits: [Int64] = []
    var nextInTime = 0
    var nextPromised = 0
    var approvals: [Int64] = []
    /// By what is left of the reason without capitals and marks.
    var rejections: [String: Int] = [:]
    private var judged: [String: [ScorePoint]] = [:]
    var assigned: [PersonID: Int] = [:]
    var replies: [PersonID: Int] = [:]
    private var books: [CaseID: Book] = [:]
    private let start: Instant
    private let end: Instant

    fileprivate struct Book {
        var queue: QueueName = ""
        var firstPost = Instant(seconds: 0)
        var customer = ""
        var openedAt = Instant(seconds: 0)
        var isMerged = false
        var isNoise = false
        var isClosed = false
        var firstDue: Instant?
        /// It ended late, and nobody had answered.
        var isBroken = false
        var nextDue: Instant?
        var firstAnswer: Instant?
        var owedSince: Instant?
        var holder: PersonID?
        var isResting = false
        var busySince: Instant?
        var work: Int64 = 0
        var workAtEnd: Int64?
        var resolvedAt: Instant?
        var authors: [Int: PersonID] = [:]
        var laidAt: [Int: Instant] = [:]
        var lastReplyBy: PersonID?
        var hasThanked = false
        var posts: [MentionKey: String] = [:]
        var order: [MentionKey] = []
    }

    init(_ events: [StoredEvent], from start: Instant, to end: Instant, queue: QueueName? = nil) {
        self.start = start
        self.end = end
        var queues: [CaseID: QueueName] = [:]
        for event in events {
            if case .routed(let queue, _) = event.fact, let id = event.matter { queues[id] = queue }
        }
        for event in events {
            guard let id = event.matter, let fact = event.fact else { continue }
            if let queue, queues[id] != queue { continue }
            var book = books[id] ?? Book()
            count(fact, event, &book, id, isIn: event.at >= start && event.at <= end)
            book.tick(event.at)
            books[id] = book
        }
    }

    private mutating func count(
        _ fact: Fact, _ event: StoredEvent, _ book: inout Book, _ id: CaseID, isIn: Bool
    ) {
        let at = event.at
        switch fact {
        case .opened(let mention, _, _, _, _, let due, _):
            book.firstPost = mention.postedAt
            book.customer = mention.author.handle
            book.note(mention)
            book.openedAt = at
            book.firstDue = due
            book.owedSince = mention.postedAt
            if isIn { offered += 1 }
        case .joined(let mention, let isThanks):
            book.note(mention)
            if isThanks, book.lastReplyBy != nil, mention.deletedAt == nil,
                mention.author.handle == book.customer
            {
                book.hasThanked = true
            }
            guard !isThanks, mention.author.handle == book.customer else { return }
            book.owedSince = book.owedSince ?? mention.postedAt
            book.isResting = false
        case .responseDue(_, let due):
            if book.firstAnswer == nil { book.firstDue = due } else { book.nextDue = due }
        case .claimed(let person), .assigned(let person, _):
            book.holder = person
            if isIn { assigned[person, default: 0] += 1 }
        case .released: book.holder = nil
        case .snoozed: book.isResting = true
        case .woken: book.isResting = false
        case .draftWritten(let draft):
            book.authors[draft.revision] = draft.author
            book.laidAt[draft.revision] = at
        case .draftUndone(let revision, _), .draftHeld(let revision, _, _):
            book.laidAt[revision] = at
        case .draftApproved(let revision, _, .some, _, _):
            if isIn, let laid = book.laidAt[revision] {
                approvals.append((at - laid).milliseconds)
            }
        case .draftRejected(_, _, let reason):
            if isIn { rejections[Self.folded(reason), default: 0] += 1 }
        case .scored(let agent, let points, _):
            if isIn { judged["\(id) \(agent) \(event.by ?? "")"] = points }
        case .mentionEdited(let key, let text, _):
            if book.posts[key] != nil { book.posts[key] = text }
        case .mentionDeleted(let key, _): book.posts[key] = nil
        case .absorbed(_, let mentions, _, _): mentions.forEach { book.note($0) }
        case .replySent(let revision, _, _, _): reply(revision, at, &book, isIn)
        case .resolved:
            book.end(at)
            book.holder = nil
            book.owedSince = nil
            book.isClosed = true
            guard isIn else { return }
            handled.insert(id)
            book.resolvedAt = at
            book.workAtEnd = book.work + (book.busySince.map { (at - $0).milliseconds } ?? 0)
        case .reopened:
            if isIn, !book.isNoise { reopened.insert(id) }
            book.isClosed = false
            book.isNoise = false
            book.isResting = false
        case .noise:
            book.end(at)
            book.isNoise = true
            book.holder = nil
            if isIn { noise.insert(id) }
        case .merged:
            book.isMerged = true
            book.holder = nil
        default: break
        }
    }

    static func folded(_ reason: String) -> String {
        reason.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }
    }

    private mutating func reply(
        _ revision: Int, _ at: Instant, _ book: inout Book, _ isIn: Bool
    ) {
        let author = book.authors[revision] ?? "nobody"
        if isIn {
            replies[author, default: 0] += 1
            if book.firstAnswer == nil {
                firstWaits.append((at - book.firstPost).milliseconds)
            } else if let since = book.owedSince {
                nextWaits.append((at - since).milliseconds)
                if let due = book.nextDue {
                    nextPromised += 1
                    if at <= due { nextInTime += 1 }
                }
            }
        }
        book.firstAnswer = book.firstAnswer ?? at
        book.owedSince = nil
        book.nextDue = nil
        book.lastReplyBy = author
        book.hasThanked = false
        book.isResting = true
    }

    private var promised: [Book] {
        books.values.filter {
            $0.openedAt >= start && $0.openedAt <= end && ($0.firstDue != nil || $0.isBroken)
                && !$0.isMerged && !$0.isNoise
        }
    }
    var serviceLevel: Share {
        let kept = promised.filter { book in
            guard !book.isBroken, let due = book.firstDue, let answered = book.firstAnswer
            else { return false }
            return answered <= due
        }
        return Share(kept.count, of: promised.count)
    }
    var stillOpen: Int {
        promised.filter { book in
            book.firstAnswer == nil && !book.isClosed && !book.isBroken
                && book.firstDue.map { $0 >= end } ?? false
        }.count
    }
    var handling: [Int64] { books.values.compactMap(\.workAtEnd) }
    var resolving: [Int64] {
        books.values.compactMap { book in
            book.resolvedAt.map { ($0 - book.firstPost).milliseconds }
        }
    }
    /// What answers got, by criterion, in no order.
    var scores: [String: [Int]] {
        Dictionary(grouping: judged.values.flatMap { $0 }, by: \.criterion)
            .mapValues { $0.map(\.points).sorted() }
    }
    /// How much better customers sounded in the end than at first.
    var moods: [Int] {
        books.values.filter { $0.resolvedAt != nil && !$0.isMerged }.compactMap { book in
            let theirs = book.order.compactMap { book.posts[$0] }
            guard theirs.count > 1, let first = theirs.first, let last = theirs.last else {
                return nil
            }
            func hundredths(_ text: String) -> Int {
                Int((Sentiment(text).score * 100).rounded())
            }
            return hundredths(last) - hundredths(first)
        }.sorted()
    }
    var gratitude: Share {
        let replied = books.values.filter { $0.resolvedAt != nil && $0.lastReplyBy != nil }
        return Share(replied.filter(\.hasThanked).count, of: replied.count)
    }
}

extension Recount.Book {
    fileprivate mutating func end(_ at: Instant) {
        if firstAnswer == nil, let firstDue, firstDue < at { isBroken = true }
    }

    /// What the customer posted; others may speak there, too.
    fileprivate mutating func note(_ mention: Mention) {
        guard mention.author.handle == customer else { return }
        posts[mention.key] = mention.text
        order.append(mention.key)
    }

    /// Work goes on while somebody has it and owes something.
    fileprivate mutating func tick(_ at: Instant) {
        if let since = busySince {
            work += (at - since).milliseconds
            busySince = nil
        }
        if holder != nil, !isResting { busySince = at }
    }
}
