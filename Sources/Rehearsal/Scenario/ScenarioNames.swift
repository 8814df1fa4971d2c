import Casework

/// How scenario tables spell what a decision gives: a case's name and the values in it that can be
/// said aloud, `heldBy: bo`.
package enum ScenarioNames {
    /// The case's name alone, `heldBy`.
    package static func name(of value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        if let label = mirror.children.first?.label, mirror.displayStyle == .enum { return label }
        return "\(value)"
    }

    /// Name and values, `heldBy: bo`; briefs of cases and instants are left out.
    package static func spelling(of value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .enum, let payload = mirror.children.first else {
            return "\(value)"
        }
        let values = Mirror(reflecting: payload.value)
        let parts =
            values.displayStyle == .tuple
            ? values.children.compactMap { spoken($0.value) }
            : [spoken(payload.value)].compactMap { $0 }
        return parts.isEmpty
            ? name(of: value) : "\(name(of: value)): \(parts.joined(separator: ", "))"
    }

    private static func spoken(_ value: Any) -> String? {
        switch value {
        case is CaseBrief, is Instant, is Mention, is Lapse: nil
        case let draft as DraftBrief: draft.mark.rawValue
        case let brake as Brake: brake.queue?.rawValue ?? "desk"
        case let people as [PersonID]: people.map(\.rawValue).joined(separator: " ")
        case let cause as HoldCause: name(of: cause)
        case let optional as (any ScenarioOptional): optional.wrapped.flatMap { spoken($0) }
        default: "\(value)"
        }
    }
}

private protocol ScenarioOptional {
    var wrapped: Any? { get }
}

extension Optional: ScenarioOptional {
    fileprivate var wrapped: Any? { self }
}
