/// Whether a customer's words are thanks and nothing more: they are counted and reopen nothing.
///
/// Careful on purpose: a question, a negation, or more than a short sentence is never "only
/// thanks", because a missed complaint costs more than a case reopened for nothing.
package enum Thanks {
    static let stems = [
        "thank*", "thanx", "thx", "ty", "cheers", "danke", "merci", "gracias", "grazie",
        "obrigad*", "bedankt", "tack",
    ]
    static let doubts = [
        "but", "not", "no", "never", "still", "again", "however", "cannot", "can't", "won't",
        "doesn't", "isn't", "didn't", "nothing", "aber", "nicht", "kein*", "mais", "pas", "pero",
        "sarcas*",
    ]
    static let lengthMax = 120

    package static func isOnlyThanks(_ text: String) -> Bool {
        guard text.count <= lengthMax, !text.contains("?"), !text.contains("？") else {
            return false
        }
        let words = WordMatch(text)
        return words.firstMatch(of: stems) != nil && words.firstMatch(of: doubts) == nil
    }
}
