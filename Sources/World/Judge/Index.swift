import Casework
import Chat

/// The chronicle by what is looked for in it.
struct Index: Sendable {
    /// Commands that a desk heard, by their first word.
    private(set) var orders: [String: [Said]] = [:]
    /// Posts by the first case that they name, or by each that one word approved or sent back.
    private(set) var posts: [CaseID: [PostRecord]] = [:]
    /// What tells a room that something may have been missed there.
    private(set) var news: [PostRecord] = []
    /// Lines that were shown, by each token of a reply in them.
    private(set) var replies: [String: [Shown]] = [:]
    /// What tells people that customers wait too long, by when it was decided.
    private(set) var reminders: [Instant: [PostRecord]] = [:]
    /// Lines that say that a draft is held.
    private(set) var holds: [Shown] = []

    init(_ chronicle: Chronicle) {
        for said in chronicle.said where !said.hearings.isEmpty {
            if let verb = said.intent?.verb { orders[verb, default: []].append(said) }
        }
        for record in chronicle.postOrder {
            for matter in record.matters { posts[matter, default: []].append(record) }
            let isNews = ["I was away", "may not have reached this room"].contains {
                record.words.contains($0)
            }
            if isNews { news.append(record) }
            let reminds = [
                "first reply to ", "next reply to ", "replies due soon: ", "replies overdue: ",
            ]
            if let at = record.post.createdAt, reminds.contains(where: record.words.contains) {
                reminders[at, default: []].append(record)
            }
        }
        for shown in chronicle.shown {
            for token in Set(shown.text.tokens(.reply)) {
                replies[token, default: []].append(shown)
            }
            if shown.text.contains("is held,") { holds.append(shown) }
        }
    }
}
