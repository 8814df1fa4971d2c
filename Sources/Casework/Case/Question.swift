/// What one person was asked about a case: an expert, or a colleague who knows.
package struct Question: Hashable, Sendable, Codable {
    /// From 1, in the order in which the case's questions were asked.
    package var number: Int
    package var expert: PersonID
    package var by: PersonID
    package var text: String
    /// The posts that it is about, all that whoever is asked sees of the case.
    package var posts: [MentionKey]
    package var at: Instant
    package var answeredAt: Instant?
    /// When the matter ended before there was an answer.
    package var lapsedAt: Instant?

    package init(
        number: Int, expert: PersonID, by: PersonID, text: String, posts: [MentionKey],
        at: Instant, answeredAt: Instant? = nil, lapsedAt: Instant? = nil
    ) {
        self.number = number
        self.expert = expert
        self.by = by
        self.text = text
        self.posts = posts
        self.at = at
        self.answeredAt = answeredAt
        self.lapsedAt = lapsedAt
    }

    package var isOpen: Bool { answeredAt == nil && lapsedAt == nil }

    /// Of one case, without an answer at the same time.
    package static let openMax = 10
    /// Of one case in its life.
    package static let countMax = 50
    /// The newest posts that a question takes along.
    static let postsMax = 3
}

/// Whom a question is for.
package enum Addressee: Hashable, Sendable, Codable {
    case person(PersonID)
    /// One of those who have it and are there, whoever has least to do.
    case skill(String)
}

extension Case {
    /// The posts that somebody who is asked now is shown: what the customer waits for an answer to,
    /// or else what they wrote last.
    var postsToAskAbout: [Mention] {
        let owed = unanswered.suffix(Question.postsMax)
        return owed.isEmpty ? [newestMention].compactMap(\.self) : Array(owed)
    }

    /// The posts that a question is about, as they stand now.
    package func posts(of question: Question) -> [Mention] {
        mentions.filter { question.posts.contains($0.key) }
    }

    mutating func applyToQuestions(_ fact: Fact, at: Instant) {
        switch fact {
        case .expertAsked(let question):
            questions.append(question)
        case .expertAnswered(_, _, let numbers):
            for index in questions.indices where numbers.contains(questions[index].number) {
                // The first answer counts, whatever is added to it.
                if questions[index].answeredAt == nil { questions[index].answeredAt = at }
            }
        default:
            break
        }
    }

    /// The matter has ended: nobody waits for these answers any more.
    mutating func letQuestionsLapse(at: Instant) {
        for index in questions.indices where questions[index].isOpen {
            questions[index].lapsedAt = at
        }
    }

    /// Another case's questions come over with its mentions.
    mutating func take(questions others: [Question]) {
        for other in others {
            var question = other
            question.number = questions.count + 1
            questions.append(question)
        }
    }
}
