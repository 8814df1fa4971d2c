/// The lifecycle of a case, drawn once. Every arrow has a line in the scenario tables.
///
/// ```
///            claim, assign, take             reply, dm                ok
///   new ───────────────────────▶ claimed ──────────────▶ drafted ─────────▶ approved
///    ▲ ◀─────────────────────────  ▲ ▲ ◀──────────────────  ▲ ◀─────────────  │
///    │         release             │ │     no, drop         │  undo, held,    │ reply.sent
///    │                             │ │                      │  failed         ▼
///    │ reopen (nobody was on it)   │ └────────────────────────────────────  answered
///    │                             │   the customer writes again, reply       │
///    │                             │ wake, the customer writes                │ snooze,
///   noise ◀── noise (any quiet)    └──────────────── snoozed ◀────────────────┤ resolve
///                                  ▲                                          ▼
///                                  └────────────────────────────────────  resolved
///                                    reopen, the customer writes (not thanks)
/// ```
///
/// A case begins as `new`, or as `claimed` where the customer goes back to whoever knows them.
///
/// Where the policy asks nobody, `reply` passes `drafted` at once; a reply that was being sent while
/// the customer wrote, and one that is withdrawn in its undo window, go from `approved` to
/// `claimed`. Phases without a holder return to `new` where others return to `claimed`.
///
/// A case whose customer has been answered goes back to `claimed` when they write again, so that
/// `answered` always means: nothing is owed at the moment.
package enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    case new, claimed, drafted, approved, answered, snoozed, resolved, noise

    /// Somebody still owes this case something, or may.
    package var isOpen: Bool { self != .resolved && self != .noise }
    /// It wants something of its holder now, and counts towards how much they may hold.
    package var isWorkedOn: Bool { self == .claimed || self == .drafted || self == .approved }
}

/// How urgent: P1 rings at once, P2 waits for its digest, P3 waits.
package enum Priority: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case p1 = "P1"
    case p2 = "P2"
    case p3 = "P3"

    package static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Points that one rule gave or took, and why: what `why N` lists.
package struct PointReason: Hashable, Sendable, Codable {
    package var points: Int
    package var because: String
    /// Of a mood, by which words: entries of the lexicon, but the customer's own, too.
    package var words: [String]?
    package init(points: Int, because: String, words: [String]? = nil) {
        self.points = points
        self.because = because
        self.words = words
    }

    package func withoutWords() -> PointReason { PointReason(points: points, because: because) }
}
