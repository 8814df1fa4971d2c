import Casework

extension Wording {
    static let goneMax = 20

    /// Somebody is not of the desk any more and still holds cases.
    func goneLine(_ person: PersonID, _ matters: [CaseID]) -> Line {
        var named = matters.prefix(Wording.goneMax).map { "\($0)" }.joined(separator: ", ")
        if matters.count > Wording.goneMax {
            named += " and \(matters.count - Wording.goneMax) more"
        }
        let first = matters.first.map { "\($0.number)" } ?? "N"
        return line(
            """
            \(name(person)) is no longer of the desk and holds \(named). \
            \(say("take \(first)")) or \(say("assign \(first) @person")) for each.
            """)
    }
}
