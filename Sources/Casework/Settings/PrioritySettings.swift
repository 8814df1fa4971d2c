package struct PrioritySettings: Hashable, Sendable {
    /// Points from which a case is P1 and rings at once.
    package var p1: Int
    package var p2: Int
    package var rules: Rulebook<PriorityRule>
    package init(p1: Int = 50, p2: Int = 20, rules: [PriorityRule] = []) {
        self.p1 = p1
        self.p2 = p2
        self.rules = Rulebook(rules)
    }
}
