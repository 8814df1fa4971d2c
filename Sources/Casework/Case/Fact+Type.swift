extension Fact {
    /// The event's type as the interface names it, `case.claimed`.
    package var type: String { codingKey.rawValue }

    /// Every type this version writes.
    package static let types: [String] = [
        CodingKeys.opened, .routed, .joined, .reprioritised, .claimed, .released, .assigned,
        .offered, .noted, .tagged, .linked, .escalated, .snoozed, .woken, .resolved, .reopened,
        .noise, .merged, .absorbed, .mentionEdited, .mentionDeleted, .draftWritten,
        .draftApproved, .draftRejected, .draftHeld, .draftVoided, .draftUndone, .replyDeparted,
        .replySent, .replyFailed, .replyUnknown, .replySettled, .responseDue, .levelWarned,
        .levelBreached, .expertAsked, .expertAnswered, .scored, .paged, .pageAcknowledged,
        .pagingEnded, .deskHeld, .deskUnheld,
        .personAway, .personBack, .customerVIP, .rotaOverridden, .rotaOffered,
        .rotaSwapped, .rotaEnded, .planStarted, .planEnded, .acknowledgementDue,
        .acknowledgementDeparted,
        .customerAcknowledged, .acknowledgementEnded, .configChanged,
    ].map(\.rawValue)

    private var codingKey: CodingKeys {
        switch self {
        case .opened: .opened
        case .routed: .routed
        case .joined: .joined
        case .reprioritised: .reprioritised
        case .claimed: .claimed
        case .released: .released
        case .assigned: .assigned
        case .offered: .offered
        case .noted: .noted
        case .tagged: .tagged
        case .linked: .linked
        case .escalated: .escalated
        case .snoozed: .snoozed
        case .woken: .woken
        case .resolved: .resolved
        case .reopened: .reopened
        case .noise: .noise
        case .merged: .merged
        case .absorbed: .absorbed
        case .mentionEdited: .mentionEdited
        case .mentionDeleted: .mentionDeleted
        case .draftWritten: .draftWritten
        case .draftApproved: .draftApproved
        case .draftRejected: .draftRejected
        case .draftHeld: .draftHeld
        case .draftVoided: .draftVoided
        case .draftUndone: .draftUndone
        case .replyDeparted: .replyDeparted
        case .replySent: .replySent
        case .replyFailed: .replyFailed
        case .replyUnknown: .replyUnknown
        case .replySettled: .replySettled
        case .responseDue: .responseDue
        case .levelWarned: .levelWarned
        case .levelBreached: .levelBreached
        case .expertAsked: .expertAsked
        case .expertAnswered: .expertAnswered
        case .scored: .scored
        case .paged: .paged
        case .pageAcknowledged: .pageAcknowledged
        case .pagingEnded: .pagingEnded
        case .deskHeld: .deskHeld
        case .deskUnheld: .deskUnheld
        case .personAway: .personAway
        case .personBack: .personBack
        case .customerVIP: .customerVIP
        case .rotaOverridden: .rotaOverridden
        case .rotaOffered: .rotaOffered
        case .rotaSwapped: .rotaSwapped
        case .rotaEnded: .rotaEnded
        case .planStarted: .planStarted
        case .planEnded: .planEnded
        case .acknowledgementDue: .acknowledgementDue
        case .acknowledgementDeparted: .acknowledgementDeparted
        case .customerAcknowledged: .customerAcknowledged
        case .acknowledgementEnded: .acknowledgementEnded
        case .configChanged: .configChanged
        }
    }
}
