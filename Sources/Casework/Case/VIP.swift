/// A customer who goes first because a supervisor said so, beside those of whom a source says it.
package struct VIP: Hashable, Sendable, Codable {
    /// Folded, as handles are compared (`Condition.folded`).
    package var handle: String
    /// Where they write; nothing: wherever they do.
    package var source: SourceName?
    package var reason: String
    package var since: Instant
    /// When it ends of itself; nothing: when somebody says so.
    package var until: Instant?
    package var by: PersonID

    package init(
        handle: String, source: SourceName?, reason: String, since: Instant, until: Instant?,
        by: PersonID
    ) {
        self.handle = handle
        self.source = source
        self.reason = reason
        self.since = since
        self.until = until
        self.by = by
    }
}

/// What the desk's list says of a customer.
package enum VIPStanding: Hashable, Sendable {
    case listed(VIP)
    case notListed
}

extension Fact {
    /// Somebody is on the list from here on.
    static func vip(_ vip: VIP) -> Fact {
        .customerVIP(
            handle: vip.handle, source: vip.source, on: true, reason: vip.reason,
            until: vip.until, by: vip.by)
    }
}

extension [VIP] {
    /// The list after the fact: replaying the desk's facts gives the list (invariant 9).
    package mutating func apply(_ fact: Fact, at: Instant) {
        guard
            case .customerVIP(let handle, let source, let isOn, let reason, let until, let by) =
                fact
        else { return }
        // A store compares byte by byte.
        removeAll { $0.handle.utf8.elementsEqual(handle.utf8) && $0.source == source }
        guard isOn, let by else { return }
        append(
            VIP(
                handle: handle, source: source, reason: reason, since: at, until: until, by: by))
    }
}
