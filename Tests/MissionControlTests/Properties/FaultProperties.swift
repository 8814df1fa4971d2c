import Notation
import Yardstick

@testable import MissionControl

/// What holds for the faults of a document that is not taken.
enum FaultProperties {
    static func violation(of faults: [Fault], in document: JSONValue) -> String? {
        guard (1...MentionRefusal.faultLimit).contains(faults.count) else {
            return "\(faults.count) faults"
        }
        for fault in faults {
            guard points(fault.pointer, into: document) else {
                return "“\(fault.pointer)” points nowhere"
            }
            guard !fault.detail.isEmpty else { return "a fault that says nothing" }
            if let harm = HarmlessLine.violation(in: fault.detail, bytesMax: 512) {
                return "a fault: \(harm)"
            }
        }
        return nil
    }

    /// Whether a pointer (RFC 6901) leads to a value, or to the member that an object lacks.
    static func points(_ pointer: String, into document: JSONValue) -> Bool {
        guard !pointer.isEmpty else { return true }
        guard pointer.hasPrefix("/") else { return false }
        let steps = pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
        var value = document
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            switch value {
            case .object(let object):
                let member = object.members.first { $0.name.utf8.elementsEqual(step.utf8) }
                guard let member else { return isLast }
                value = member.value
            case .array(let items):
                guard let place = Int(step), items.indices.contains(place) else { return false }
                value = items[place]
            default: return false
            }
        }
        return true
    }
}
