import Casework

/// Coaching: how answers were judged, for whoever gave them.
extension Wording {
    func scoreLine(_ notice: Notice) -> Line {
        guard case .scored(let brief, let agent, let by, let points, let remark) = notice else {
            return line("")
        }
        let said: Phrase = remark.map { ": \(sentence($0))" } ?? "."
        let marks = points.map { point -> Phrase in
            "\(outside(point.criterion, upTo: 40)) \(point.points) of \(point.of)"
        }
        return line(
            """
            \(brief.id): \(name(by)) on the answer of \(name(agent)) to \
            \(handle(brief.customer)) · \(marks.joined(", "))\(said) \
            \(say("stats week @\(agent.rawValue)"))
            """)
    }

    func scorePhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .notAnswered(let brief):
            """
            \(brief.id) has no reply of theirs that was sent. \(command(.history, brief)) says who \
            wrote what.
            """
        case .ownWork(let brief, let agent):
            """
            \(brief.id): nobody judges their own work, and the answer of \(name(agent)) is yours, \
            or was. Another supervisor can.
            """
        case .nothingToScoreBy(let brief):
            """
            \(brief.id): this desk has nothing to judge answers by. The administrator can name \
            it under score: in desk.yaml.
            """
        case .badScore(let brief, let said, let criteria, let scale):
            badScore(brief, said, criteria, scale)
        default: ""
        }
    }

    private func badScore(
        _ brief: CaseBrief, _ said: String?, _ criteria: [String], _ scale: Int
    ) -> Phrase {
        let names = criteria.map { outside($0, upTo: 40) }.joined(", ")
        let example = criteria.first.map { outside($0, upTo: 40) } ?? ""
        let fault: Phrase = said.map { "\(saying($0, upTo: 40)) does not count. " } ?? ""
        return """
            \(brief.id): \(fault)Answers are judged by \(names), once each, from 1 to \(scale), as in \
            \(say("score \(brief.id.number) "))\(example)=\(scale)
            """
    }

    /// `tone 4.2 of 5 (3)`.
    func average(_ score: ScoreFigures) -> Phrase {
        """
        \(outside(score.criterion, upTo: 40)) \(score.tenths / 10).\(score.tenths % 10) of \
        \(score.of) (\(score.points.count))
        """
    }
}
