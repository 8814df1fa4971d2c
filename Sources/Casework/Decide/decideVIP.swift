/// What a supervisor asks of the list of VIPs.
package struct VIPOrder: Hashable, Sendable {
    /// As it was typed.
    package var handle: String
    package var source: SourceName?
    package var isOn: Bool
    /// Needed to put somebody on the list.
    package var reason: String
    package var until: Instant?

    package init(
        handle: String, source: SourceName?, isOn: Bool, reason: String, until: Instant? = nil
    ) {
        self.handle = handle
        self.source = source
        self.isOn = isOn
        self.reason = reason
        self.until = until
    }
}

/// Somebody goes on the list, anew or with another reason and end, or from it. What it means for
/// their cases is decided case by case (`Command.reassess`).
/// - Parameter entry: what the list says of that handle at that source now.
package func decideVIP(
    _ order: VIPOrder, entry: VIP?, _ context: Context
) throws(Refusal) -> Fact {
    guard let actor = context.actor else { throw .unknownSpeaker }
    guard actor.person.may(.supervisor, in: nil) else {
        throw .notAllowed(nil, needs: .supervisor)
    }
    let handle = Condition.folded(order.handle)
    guard order.isOn else {
        guard let entry else { throw .notListed(handle: handle, source: order.source) }
        // As it stands there: it may have been typed otherwise.
        return .customerVIP(
            handle: entry.handle, source: order.source, on: false, reason: order.reason,
            until: nil, by: actor.person.id)
    }
    if let until = order.until, until <= context.now { throw .alreadyOver(until) }
    return .customerVIP(
        handle: handle, source: order.source, on: true, reason: order.reason,
        until: order.until, by: actor.person.id)
}

extension VIP {
    /// Its time is over.
    package var ending: Fact {
        .customerVIP(
            handle: handle, source: source, on: false, reason: "its time is over", until: nil,
            by: nil)
    }
}

extension Deliberation {
    /// The case follows what the list says of its customer, where that was asked. What a trusted
    /// source says stays.
    /// - Returns: whether the customer has become a VIP, or is none any more.
    @discardableResult
    mutating func followList() -> Bool {
        switch context.listed {
        case .listed(let vip) where !matter.customer.vip:
            happen(.vip(vip))
        case .notListed where matter.customer.vip && !matter.isVIPAtSource:
            happen(
                .customerVIP(
                    handle: Condition.folded(matter.customer.handle),
                    source: matter.mentions.first?.key.source, on: false, reason: "", until: nil,
                    by: nil))
        default: return false
        }
        return true
    }
}

extension Case {
    /// A trusted source said that the customer is a VIP.
    var isVIPAtSource: Bool { mentions.contains { isCustomers($0) && $0.author.vip } }
}
