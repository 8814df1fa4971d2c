package import Casework

/// What a store needs now and then so that it does not grow with what nobody asks about any more.
package protocol StoreUpkeep: CaseStore {
    /// Forgets, each at most `limit` rows: signals older than `signals`, and posts that ended
    /// before `posts`, but for what landed about open cases. Called until it says that nothing
    /// was left to forget.
    func prune(signalsBefore signals: Instant, postsBefore posts: Instant, limit: Int)
        async throws -> Pruned
}

package struct Pruned: Hashable, Sendable {
    package var signals: Int
    package var posts: Int
    package init(signals: Int, posts: Int) {
        self.signals = signals
        self.posts = posts
    }
}

extension StoreUpkeep {
    /// How long a signal is remembered: longer than any source or chat repeats one.
    package static var signalAge: Lapse { .days(14) }
    /// How long a post is kept that has ended.
    package static var postAge: Lapse { .days(3) }
}
