import Casework

/// What the desk remembers of each case by its own count of steps, apart from anything that the
/// decisions write down: it is what they are checked against.
struct ScenarioLedger {
    struct Entry {
        /// The step at which the customer last said, changed or deleted something.
        var changed = 0
        var changedAt = ScenarioCast.morning
        /// The step at which a notice of a hold was last seen, and every time one was.
        var holdSeen: [(step: Int, at: Instant)] = []
        /// Who wrote which words, post by post, at which step, and after which reply, by revision.
        var writers: [Int: Written] = [:]
        /// Posts that went on by themselves with a thread.
        var goingOn: Set<Int> = []
        /// Posts that are leaving, of which what follows was called back.
        var recalled: Set<Int> = []
        /// The step of the approval that stands, by revision.
        var approved: [Int: Int] = [:]
        var departed: Set<Int> = []
        /// Of those, what did not leave for practice alone.
        var triedLive: Set<Int> = []
        /// The last revision that was sent.
        var sentRevision = 0
    }

    struct Written {
        var texts: [String]
        var author: PersonID
        var step: Int
        /// The revision of the last reply that was sent before, of a thread before its first post.
        var after: Int
    }

    var step = 0
    var entries: [CaseID: Entry] = [:]
    var keys: Set<DeliveryID> = []
    var sentKeys: Set<DeliveryID> = []
    /// The clock went back: comparisons of times say nothing any more, those of steps do.
    var clockWentBack = false
    var latest = ScenarioCast.morning

    mutating func see(_ purpose: Purpose, of id: CaseID) {
        guard purpose == .hold else { return }
        entries[id, default: Entry()].holdSeen.append((step, latest))
    }

    mutating func tick(_ now: Instant) {
        step += 1
        if now < latest { clockWentBack = true }
        latest = now
    }
}
