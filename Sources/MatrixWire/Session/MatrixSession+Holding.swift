/// Why the next sync is not made at once.
struct SyncHold: Sendable {
    enum Reason: Sendable {
        /// Somebody has said something that may be answered.
        case answer
        /// Only cosmetics of our own are on their way, and each would be told of by itself.
        case cosmetics
    }

    let reason: Reason
    let since: Milliseconds
    /// The desk has given us something to say since.
    var hasSpoken = false
}

// Homeservers do one thing after the other: a sync that is made before our answer is sent is
// handled before it, and the answer is then told to us before it is told to those who wait for it.
// So what was heard is answered first, within a bound that nobody notices.
extension MatrixSession {
    /// An answer to a sync is all told.
    mutating func hold() {
        sync.hold = nil
        if sync.spokenAt == moment {
            sync.hold = SyncHold(reason: .answer, since: moment)
        } else if isDecorating {
            sync.hold = SyncHold(reason: .cosmetics, since: moment)
        }
    }

    private var isDecorating: Bool {
        if outbox.hasTalk { return false }
        if outbox.seedAttempt.isOpen || !outbox.flying.isEmpty { return true }
        return nextCosmeticAt.map { $0 <= moment } ?? false
    }

    /// When the next sync may be made, if nothing else changes that.
    var nextSyncAt: Milliseconds? {
        guard let due = sync.attempt.retryAt else { return nil }
        guard let hold = sync.hold else { return due }
        return max(due, hold.since + holding(hold))
    }

    private func holding(_ hold: SyncHold) -> Milliseconds {
        let patience = configuration.patience
        switch hold.reason {
        case .cosmetics: return outbox.hasTalk ? 0 : patience.gathering
        case .answer where outbox.hasTalk: return patience.answering
        case .answer where hold.hasSpoken:
            return min(outbox.answeredAt + patience.telling - hold.since, patience.answering)
        case .answer: return patience.deciding
        }
    }
}
