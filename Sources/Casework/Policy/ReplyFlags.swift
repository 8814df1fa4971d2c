/// What makes a reply worth a second look before it is approved. A flag never refuses: it is
/// shown on the card, and where the policy is `flagged` it asks for the approval.
package enum ReplyFlags {
    /// The flags of a reply to a customer, in words for the card.
    ///
    /// - Parameters:
    ///   - text: as it was written, uncut.
    ///   - posts: as they leave, where one is not enough.
    ///   - visibility: personal data matters where others read along.
    ///   - others: what else the customer could read.
    ///   - sent: what this customer was sent before in this case.
    ///   - echo: the same, sent to them in another case.
    package static func flags(
        _ text: String, posts: [String]? = nil, besides others: [String] = [], to customer: Author,
        visibility: Visibility, sent: [String], elsewhere echo: Echo? = nil
    ) -> [String] {
        var flags: [String] = []
        let posts = posts ?? [text]
        if posts.contains(where: sent.contains) {
            flags.append("the same text again")
        } else if let echo, echo.text == posts.first {
            flags.append("the same text again (\(echo.matter))")
        }
        if let name = greetedName(text), !isNamed(customer, name) {
            flags.append("greets “\(name)”")
        }
        if visibility != .direct {
            let words = ([text] + others).joined(separator: "\n")
            flags += PersonalData.found(in: words).map { "\($0) in a reply others can read" }
        }
        return flags
    }

    private static let greetings: Set<String> = [
        "hi", "hello", "hey", "dear", "hallo", "liebe", "lieber", "bonjour", "hola", "ciao",
    ]
    /// Words that follow a greeting and are no name.
    private static let noNames: Set<String> = [
        "there", "all", "everyone", "again", "and", "we", "i", "you", "from", "thanks", "thank",
        "it", "this", "sorry", "team", "folks", "customer", "madam", "sir", "mr", "mrs", "ms",
    ]

    /// The name that the text greets: the capitalised word right behind a greeting.
    private static func greetedName(_ text: String) -> String? {
        let words = text.split(maxSplits: 2) { $0.isWhitespace }
        guard words.count > 1, greetings.contains(trimmed(words[0]).lowercased()) else {
            return nil
        }
        let name = trimmed(words[1])
        guard let first = name.first, first.isUppercase, !noNames.contains(name.lowercased())
        else { return nil }
        return String(name)
    }

    /// Whether the name is in the customer's own name or handle. Where the source tells no name,
    /// only the handle can say, and a handle says little: then nothing is flagged.
    private static func isNamed(_ customer: Author, _ name: String) -> Bool {
        guard let own = customer.name, !own.isEmpty else { return true }
        let wanted = name.lowercased()
        return own.lowercased().contains(wanted) || customer.handle.lowercased().contains(wanted)
    }

    private static func trimmed(_ word: Substring) -> Substring {
        var word = word
        while let last = word.last, !last.isLetter { word.removeLast() }
        while let first = word.first, !first.isLetter { word.removeFirst() }
        return word
    }
}
