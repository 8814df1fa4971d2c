/// By what the desk judges answers, as coaching for whoever wrote them.
package struct Scoring: Hashable, Sendable {
    /// In the order in which they are told; none where nothing is judged.
    package var criteria: [String]
    /// The best that can be given; the least is 1.
    package var scale: Int

    package init(criteria: [String] = [], scale: Int = 5) {
        self.criteria = criteria
        self.scale = scale
    }

    /// The criterion that was meant: the whole name in any spelling, or the only one that begins so.
    func criterion(typed: String) -> String? {
        let folded = typed.lowercased()
        if let whole = criteria.first(where: { $0.lowercased() == folded }) { return whole }
        let begun = criteria.filter { !folded.isEmpty && $0.lowercased().hasPrefix(folded) }
        return begun.count == 1 ? begun.first : nil
    }
}

/// How good an answer was by one criterion.
package struct ScorePoint: Hashable, Sendable, Codable {
    package var criterion: String
    package var points: Int
    /// The best that could be given.
    package var of: Int
    package init(criterion: String, points: Int, of: Int) {
        self.criterion = criterion
        self.points = points
        self.of = of
    }
}

/// What somebody says of an answer, as it was typed.
package struct ScoreRequest: Hashable, Sendable, Codable {
    /// Whose answer; nothing: whose the last one is.
    package var agent: String?
    package var points: [Said]
    package var remark: String?

    package struct Said: Hashable, Sendable, Codable {
        package var criterion: String
        package var points: Int
        package init(_ criterion: String, _ points: Int) {
            self.criterion = criterion
            self.points = points
        }
    }

    package init(agent: String? = nil, points: [Said], remark: String? = nil) {
        self.agent = agent
        self.points = points
        self.remark = remark
    }
}
