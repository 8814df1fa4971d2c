/// Where a draft stands. `waiting`, `held`, `approved`, `sending`, `failed` and `unknown` are
/// live: a case has at most one live draft.
package enum DraftState: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting, held, approved, sending, sent, rejected, voided, failed, unknown

    package var isLive: Bool {
        switch self {
        case .waiting, .held, .approved, .sending, .failed, .unknown: true
        case .sent, .rejected, .voided: false
        }
    }
}

/// Why a reply that could have gone out was stopped.
package enum HoldCause: Hashable, Sendable, Codable {
    /// The customer said something more.
    case customerWrote(MentionKey)
    /// The customer changed the post that is being answered, or another of this case.
    case customerEdited(MentionKey)
    case customerDeleted(MentionKey)
    /// Somebody called back what follows a post that was leaving already.
    case recalled(by: PersonID)
    /// The desk's brake was pulled while it was on its way.
    case brake(by: PersonID, reason: String)
    /// The desk began in another mode than that in which it was let go, or shown: for practice, or
    /// live.
    case mode(practice: Bool)
    /// Words of it have come onto the blocked list since it was approved.
    case blockedWord(String)
}

/// What makes a reply this reply and no other: SHA-256 over text, destination, visibility, the
/// post it answers, what is attached and the posts behind it in its thread, as lower-case hex.
/// Approval binds it (invariant 4).
package struct Fingerprint: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// One revision of one reply. The content never changes; an edit makes a new revision.
package struct Draft: Hashable, Sendable, Codable {
    /// Counts from 1 within the case.
    package var revision: Int
    package var mark: Mark
    /// Who wrote this revision: of an edit the editor, of a rewrite the supervisor.
    package var author: PersonID
    /// Who wrote the first revision that this one descends from.
    package var originator: PersonID
    /// Normalised: NFC, no control, bidi or invisible characters.
    package var text: String
    package var visibility: Visibility
    /// What goes with the text, in the order in which it was attached.
    package var attachments: [Attachment]
    /// The mention it answers, by its source's id.
    package var answers: MentionKey
    package var fingerprint: Fingerprint
    /// The idempotency key towards the customer's side, given at birth and kept for ever: the
    /// same text of the same case never goes out under two keys.
    package var key: DeliveryID
    package var writtenAt: Instant
    /// It took the place of another live draft.
    package var replaced: Mark?
    /// Why somebody else has to approve it; empty where the policy asks for nobody.
    package var approvalReasons: [String]
    /// The canned response that it was made from.
    package var canned: CannedUse?
    /// The draft of another case that says the same and on whose card it is listed.
    package var listedOn: Mark?
    /// Its place in a thread, where one post is not enough.
    package var thread: ThreadPart?
    /// By day somebody else would have had to approve it: the night's policy by which nobody has.
    package var outOfHours: OutOfHoursRule?
    package var state: DraftState
    package var approver: PersonID?
    package var approvedAt: Instant?
    /// It goes without other eyes, although it needs them: the rule that allowed it.
    package var alone: AloneRule?
    package var hold: HoldCause?
    /// When it was held: an `ok` said before the notice of it was seen does not release it. Without
    /// `hold`, when it was called back: an `ok` said before that is not another one.
    package var heldAt: Instant?
    /// What the receiver calls the sent reply.
    package var reference: String?
    /// The last word of a rejection, a failure or an unknown outcome.
    package var remark: String?

    package var needsApproval: Bool { !approvalReasons.isEmpty }

    package init(
        revision: Int, mark: Mark, author: PersonID, originator: PersonID, text: String,
        visibility: Visibility, attachments: [Attachment] = [], answers: MentionKey,
        fingerprint: Fingerprint, key: DeliveryID, writtenAt: Instant, replaced: Mark?,
        approvalReasons: [String], canned: CannedUse? = nil, listedOn: Mark? = nil,
        thread: ThreadPart? = nil, state: DraftState = .waiting
    ) {
        self.revision = revision
        self.mark = mark
        self.author = author
        self.originator = originator
        self.text = text
        self.visibility = visibility
        self.attachments = attachments
        self.answers = answers
        self.fingerprint = fingerprint
        self.key = key
        self.writtenAt = writtenAt
        self.replaced = replaced
        self.approvalReasons = approvalReasons
        self.canned = canned
        self.listedOn = listedOn
        self.thread = thread
        self.state = state
    }
}
