// Answers are judged by the desk's own criteria, by whoever supervises the queue, for whoever gave
// them: coaching, and no room's business.

extension Deliberation {
    mutating func score(_ request: ScoreRequest) throws(Refusal) {
        let actor = try requireSupervisor()
        let scoring = context.desk.scoring
        guard !scoring.criteria.isEmpty else { throw .nothingToScoreBy(brief) }
        let agent = try whoAnswered(request.agent)
        guard !isOwnWork(of: agent, actor.person.id) else { throw .ownWork(brief, agent) }
        let points = try points(request, scoring)
        happen(.scored(agent: agent, points: points, remark: request.remark))
        let score = Notice.scored(
            brief, agent: agent, by: actor.person.id, points: points, remark: request.remark)
        tell([.askerAlone], lane: .answer, score)
        tell([.person(agent)], score)
    }

    private var sent: [Draft] { matter.drafts.filter { $0.state == .sent } }

    /// Who wrote the last reply that reached the customer, or the last one of theirs who was named.
    private func whoAnswered(_ typed: String?) throws(Refusal) -> PersonID {
        guard let last = sent.last else { throw .notAnswered(brief) }
        guard let typed else { return last.author }
        let named = context.people.first { $0.id.rawValue.lowercased() == typed.lowercased() }
        guard let agent = named?.id else { throw .unknownPerson(typed) }
        guard sent.contains(where: { $0.author == agent }) else { throw .notAnswered(brief) }
        return agent
    }

    /// Also what somebody wrote first and another one changed.
    private func isOwnWork(of agent: PersonID, _ me: PersonID) -> Bool {
        agent == me || sent.contains { $0.author == agent && $0.originator == me }
    }

    private func points(
        _ request: ScoreRequest, _ scoring: Scoring
    ) throws(Refusal) -> [ScorePoint] {
        var given: [ScorePoint] = []
        for said in request.points {
            guard let criterion = scoring.criterion(typed: said.criterion),
                (1...scoring.scale).contains(said.points),
                !given.contains(where: { $0.criterion == criterion })
            else {
                throw .badScore(
                    brief, said: "\(said.criterion)=\(said.points)", criteria: scoring.criteria,
                    scale: scoring.scale)
            }
            given.append(
                ScorePoint(criterion: criterion, points: said.points, of: scoring.scale))
        }
        guard !given.isEmpty else {
            throw .badScore(
                brief, said: nil, criteria: scoring.criteria, scale: scoring.scale)
        }
        return given
    }
}
