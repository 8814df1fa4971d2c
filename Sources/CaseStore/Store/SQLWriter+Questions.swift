import Casework

extension SQLReading {
    package func openQuestions(of person: PersonID, limit: Int) throws -> [OpenQuestion] {
        let limit = SQLValue.integer(max(0, min(limit, CaseQuery.limitMax)))
        return try sql.all(QuestionStatements.open, [.id(person), limit]) { row in
            OpenQuestion(id: try row.number(), question: try Question(row: &row))
        }
    }
}

extension SQLWriter {
    /// They are few, and rarely change: all are written anew.
    func bring(questionsOf matter: Case, before: Case?) throws {
        guard matter.questions != before?.questions ?? [] else { return }
        try sql.run(QuestionStatements.clear, [.number(matter.id)])
        for question in matter.questions {
            try sql.run(
                QuestionStatements.insert, [.number(matter.id)] + (try question.values))
        }
    }
}

extension Question {
    init(row: inout Columns) throws {
        self.init(
            number: try row.count(), expert: try row.id(), by: try row.id(), text: try row.text(),
            posts: try JSONText.decoded(list: try row.text()), at: try row.time(),
            answeredAt: try row.timeIfAny(), lapsedAt: try row.timeIfAny())
    }

    fileprivate var values: [SQLValue] {
        get throws {
            [
                .integer(number), .id(expert), .id(by), .text(text),
                .text(try JSONText.encoded(list: posts)), .time(at), .time(answeredAt),
                .time(lapsedAt), .flag(isOpen),
            ]
        }
    }
}
