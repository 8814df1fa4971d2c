/// How far we are on the way from nothing to a token that holds.
struct LoginState: Sendable {
    /// What is done before the first sync, in this order; some of it not always.
    enum Stage: Hashable, Sendable {
        case discovery
        case versions
        case whoami
        case login
        case refresh
        case filter
        case directs
        /// Room aliases are looked up before the first sync tells what was said in the rooms.
        case aliases
    }

    /// What failed last, and is tried again.
    var stage: Stage?
    var attempt = Attempt()
    /// The token was refused, and a new one is asked for.
    var isRenewing = false
    /// The word of whoever refused the last token: the device is gone, too.
    var hasLostDevice = false
    /// Counts tokens.
    var tokenAge = 0
    /// Before the token expires by itself.
    var refreshAt: Milliseconds?
    /// A new token is asked for while the old one still holds.
    var isRefreshing = false
    /// New tokens since the last sync that was answered.
    var renewals = 0
}
