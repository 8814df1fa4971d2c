import Casework

extension SQLReading {
    package func matter(_ id: CaseID) throws -> Case? { try read(id) }

    /// The case as its rows have it.
    func read(_ id: CaseID) throws -> Case? {
        guard
            var matter = try sql.first(
                CaseStatements.byNumber, [.number(id)], { try Case(row: &$0) })
        else { return nil }
        matter.mentions = try sql.all(MentionStatements.ofCase, [.number(id)]) {
            try Mention(row: &$0)
        }
        matter.drafts = try sql.all(DraftStatements.ofCase, [.number(id)]) {
            try Draft(row: &$0)
        }
        matter.questions = try sql.all(QuestionStatements.ofCase, [.number(id)]) {
            try Question(row: &$0)
        }
        matter.acknowledgements = try sql.all(AcknowledgementStatements.ofCase, [.number(id)]) {
            try Acknowledgement(row: &$0)
        }
        return matter
    }

    package func caseHolding(_ key: MentionKey) throws -> CaseID? {
        try sql.first(MentionStatements.holding, key.values) { try $0.number() }
    }

    package func newestCase(
        source: SourceName, conversation: String, before: CaseID?
    ) throws -> CaseID? {
        try sql.first(
            MentionStatements.newestOfThread,
            [.id(source), .text(conversation), .integer(before?.number ?? Int64.max)]
        ) {
            try $0.number()
        }
    }

    package func caseAnswered(source: SourceName, reference: String) throws -> CaseID? {
        let reference: [SQLValue] = [.id(source), .text(reference)]
        return try sql.first(DraftStatements.sent, reference) { try $0.number() }
            ?? sql.first(AcknowledgementStatements.sent, reference) { try $0.number() }
    }

    package func caseDrafted(_ mark: Mark) throws -> CaseID? {
        try sql.first(DraftStatements.marked, [.id(mark)]) { try $0.number() }
    }

    package func caseCounts() throws -> [CaseCount] {
        try sql.all(CaseStatements.counts) { row in try CaseCount(row: &row) }
    }

    package func twin(
        saying text: String, of canned: String, like mention: Mention, in queue: QueueName,
        besides id: CaseID
    ) throws -> Twin? {
        let draft = try sql.first(
            DraftStatements.twin,
            [
                .text(canned), .text(text),
                .text(try JSONText.encoded(list: [Policy.everyReply])),
                .word(mention.visibility), .id(mention.key.source), .number(id), .id(queue),
            ]
        ) { try Draft(row: &$0) }
        return try draft.map { Twin(draft: $0, listed: try listedDrafts(on: $0.mark).count) }
    }

    package func listedDrafts(on card: Mark) throws -> [(id: CaseID, draft: Draft)] {
        try sql.all(DraftStatements.listed, [.id(card), .integer(CaseQuery.limitMax)]) {
            (id: try $0.number(), draft: try Draft(row: &$0))
        }
    }

    package func casesLeaving(listedOn card: Mark, approvedBy person: PersonID) throws -> [CaseID] {
        try sql.all(
            DraftStatements.leavingListed,
            [.id(card), .id(person), .integer(CaseQuery.limitMax)]
        ) { try $0.number() }
    }

    package func casesWithLiveDraft() throws -> [CaseID] {
        try sql.all(DraftStatements.live) { try $0.number() }
    }

    package func waitingDrafts(in queue: QueueName?, limit: Int) throws -> [WaitingDraft] {
        guard let queue else { return try drafts(DraftStatements.waiting, [], limit) }
        return try drafts(DraftStatements.waitingInQueue, [.id(queue)], limit)
    }

    package func strandedDrafts(limit: Int) throws -> [WaitingDraft] {
        try drafts(DraftStatements.stranded, [], limit)
    }

    private func drafts(
        _ statement: String, _ values: [SQLValue], _ limit: Int
    ) throws -> [WaitingDraft] {
        let limit = SQLValue.integer(max(0, min(limit, CaseQuery.limitMax)))
        let found = try sql.all(statement, values + [limit]) {
            (try $0.number() as CaseID, try Draft(row: &$0))
        }
        return try found.compactMap { id, draft in
            try sql.first(ListStatements.one, [.number(id)]) { row in
                WaitingDraft(id: id, draft: draft, row: try CaseRow(row: &row))
            }
        }
    }
}

extension CaseCount {
    init(row: inout Columns) throws {
        self.init(
            queue: try row.id(), priority: try row.word(), phase: try row.word(),
            count: try row.count())
    }
}
