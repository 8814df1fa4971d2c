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

    /// What experts may do, who see what they were asked about.
    private static let ofGuests: Set<Verb> = [
        .help, .queue, .show, .answer, .more, .done, .away, .back,
    ]
    /// Whoever is on call brings others in and writes down, without authority to answer.
    private static let ofOnCall: Set<Verb> = [.note, .escalate, .ask, .ack]

    /// Supervisors may do what agents may.
    package func isFor(_ person: Person) -> Bool {
        guard !person.isGuest else { return Usage.ofGuests.contains(verb) }
        guard let role else { return true }
        if person.may(role, in: nil) { return true }
        guard role == .agent || role == .oncall else { return false }
        return person.may(.supervisor, in: nil)
            || (Usage.ofOnCall.contains(verb) && person.may(.oncall, in: nil))
    }
}
