import Casework

/// What customers are told of the desk's own accord while nobody answers.
extension Wording {
    func acknowledgingLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .customerAcknowledged(let brief, let opensAt):
            [
                line(
                    """
                    \(brief.id) \(handle(brief.customer)) was told when people answer: \
                    \(moment(opensAt)).
                    """)
            ]
        case .notAcknowledged(let brief, .unknown, let reason):
            [
                line(
                    """
                    \(brief.id) \(handle(brief.customer)) may or may not have been told that \
                    nobody answers now: \(sentence(reason)) It is not sent again.
                    """)
            ]
        case .notAcknowledged(let brief, _, let reason):
            [
                line(
                    """
                    \(brief.id) \(handle(brief.customer)) was not told that nobody answers now: \
                    \(sentence(reason))
                    """)
            ]
        case .crisis(let brief, let mention, let words):
            [
                line(
                    """
                    \(brief.id) words of crisis (\(outside(words.joined(separator: ", ")))): no \
                    machine answers this · \(facts(of: brief, handle(brief.customer))) · \
                    \(command(brief.holder == nil ? .claim : .show, brief))
                    """),
                line("\(brief.id) │ \(outside(mention.text, upTo: Wording.cardMax))"),
            ]
        default: []
        }
    }

    /// `needs no approval out of hours (out_of_hours: canned)`.
    func unapproved(_ rule: OutOfHoursRule) -> String {
        "needs no approval out of hours (out_of_hours: \(rule.rawValue))"
    }

    func acknowledgingWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .acknowledgementDue(let told) where told.plan != nil:
            """
            the plan \(told.plan ?? "") has the customer told: \(outside(told.text, upTo: 120))
            """
        case .acknowledgementDue(let told):
            """
            nobody answers until \(clockTime(told.opensAt)), and the customer is to be told: \
            \(outside(told.text, upTo: 120))
            """
        case .acknowledgementDeparted: "what the customer is told left"
        case .customerAcknowledged(_, let text, _, let reference):
            """
            the customer was told\(reference.map { ", \(outside($0)) over there" } ?? Phrase()): \
            \(outside(text, upTo: 120))
            """
        case .acknowledgementEnded(_, .failed, let reason):
            "the customer was not told: \(outside(reason, upTo: 200))"
        case .acknowledgementEnded(_, .unknown, let reason):
            "the customer may have been told: \(outside(reason, upTo: 200))"
        case .acknowledgementEnded(_, .withdrawn, let reason):
            "the customer is not told after all: \(outside(reason, upTo: 200))"
        default: ""
        }
    }

    /// In a conversation.
    func said(_ told: Acknowledgement) -> Phrase {
        let state =
            switch told.state {
            case .due, .sending: "on its way"
            case .sent: "sent"
            case .failed: "not delivered"
            case .unknown: "may have arrived"
            case .withdrawn: "kept back"
            }
        return "told of the desk's own accord (\(state)): \(whole(told.text))"
    }
}
