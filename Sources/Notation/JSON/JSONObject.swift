import Casework

/// Members in the order in which they were written; no name twice. Names are told apart by their
/// bytes, as other readers of JSON do (RFC 8259, 8.3).
package struct JSONObject: Hashable, Sendable {
    package var members: [Member]

    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSONValue
        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package init(members: [Member]) { self.members = members }

    /// The member's value; nothing where it is missing or null.
    package subscript(name: String) -> JSONValue? {
        for member in members where member.name.isSpelt(as: name) {
            if case .null = member.value { return nil }
            return member.value
        }
        return nil
    }

    /// Whether there is such a member, be it null.
    package func has(_ name: String) -> Bool {
        members.contains { $0.name.isSpelt(as: name) }
    }
}
