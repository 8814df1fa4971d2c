package import Casework

/// One row of the command table: what grammar, spelling help and `help` know of a command.
package struct Usage: Hashable, Sendable {
    package var verb: Verb
    package var short: String?
    /// What follows the word: `N text`.
    package var shape: String
    package var does: String
    /// A whole command, without the sigil.
    package var example: String
    package var group: Group
    /// Nothing: everybody of the desk.
    package var role: Role?
    /// A looking word may be shortened to so many letters, as long as it stays unambiguous;
    /// nothing: it changes something and has to be said whole.
    package var prefixFrom: Int?

    package enum Group: String, Hashable, Sendable, CaseIterable {
        case look, hold, answer, approve, brake, keep

        /// The heading in `help`.
        package var title: String {
            switch self {
            case .look: "Look"
            case .hold: "Hold a case"
            case .answer: "Answer"
            case .approve: "Four eyes"
            case .brake: "The brake"
            case .keep: "Keep in order"
            }
        }
    }

    /// The command as it is typed, `reply N text`.
    package var pattern: String { shape.isEmpty ? verb.rawValue : "\(verb.rawValue) \(shape)" }

    /// Supervisors may do what agents may.
    package func isFor(_ person: Person) -> Bool {
        guard let role else { return true }
        return person.may(role, in: nil) || (role == .agent && person.may(.supervisor, in: nil))
    }
}
