// An answer to a sync that is larger than is taken would be so the next time, too: less is asked for.
// (Client-Server API, "Filtering")
extension MatrixSession {
    /// Fewer events a room first, since pages of the rest are read back; then none of what was said
    /// since, which is told as absent. A server whose bare state is too large is asked again slowly.
    mutating func takeTooLarge(_ reason: String) {
        switch sync.portion {
        case .whole:
            tell(
                .trouble(
                    "What the homeserver tells at once is too much (\(reason)): it is asked for "
                        + "less at a time."))
            askAgain(for: .events(10))
        case .events(let number) where number > 1: askAgain(for: .events(1))
        case .events where sync.since != nil:
            sync.since = nil
            sync.others.ownSince = nil
            sync.hasLostToken = true
            askAgain(for: .fresh)
        case .events, .fresh:
            tell(
                .trouble(
                    "The homeserver's shortest answer is too much (\(reason)). Have the bot leave "
                        + "large rooms that the desk does not need."))
            goDown(reason)
            sync.attempt.again(at: moment + configuration.patience.rejoinMax)
        }
    }

    private mutating func askAgain(for portion: SyncState.Portion) {
        sync.portion = portion
        syncNow()
    }

    /// Nothing: as much as ever, with the filter that the server keeps.
    var shortFilter: String? {
        switch sync.portion {
        case .whole: nil
        case .events(let number): SentContent.inlineFilter(events: number)
        case .fresh: SentContent.inlineFilter(events: 1)
        }
    }
}
