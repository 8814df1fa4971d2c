/// Whether a customer's words are thanks and nothing more: they are counted and reopen nothing.
///
/// Careful on purpose, because a missed complaint costs more than a case reopened for nothing: a
/// text is only thanks if every word and every sign in it is known to belong to thanks. A
/// question, a negation, a name, quotation marks around the thanks, an unknown emoji or an
/// ellipsis are none of these.
package enum Thanks {
    static let lengthMax = 120
    /// Counting characters takes long where there are many.
    private static let bytesMax = 16 * lengthMax

    package static func isOnlyThanks(_ text: String) -> Bool {
        guard text.utf8.count <= bytesMax, text.count <= lengthMax else { return false }
        // Most texts thank for nothing, and this tells them apart in a tenth of the time.
        guard WordFolding.words(of: text).contains(where: thanks.contains) else { return false }
        let said = text.split(whereSeparator: \.isWhitespace)
            .filter { !$0.hasPrefix("@") && !$0.hasPrefix(".@") }
            .joined(separator: " ")
        guard said.allSatisfy(isHarmless), !said.contains(".."), !said.contains("…") else {
            return false
        }
        let words = WordFolding.words(of: said)
        guard words.contains(where: thanks.contains),
            words.allSatisfy({
                thanks.contains($0) || company.contains($0) || objects.contains($0)
            })
        else { return false }
        return !asks(words) && isThankedFor(words)
    }

    /// A question without its mark: "is it working now thanks".
    private static func asks(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == "is" && pronouns.contains($1) }
    }

    /// "Thanks for the help", "thanks for your quick reply", but not "help, thanks".
    private static func isThankedFor(_ words: [String]) -> Bool {
        guard let object = words.firstIndex(where: objects.contains) else { return true }
        return words[..<object].contains { $0 == "for" || $0 == "your" }
    }

    private static func isHarmless(_ character: Character) -> Bool {
        if character.isLetter || character.isNumber || character == " " { return true }
        guard let first = character.unicodeScalars.first else { return false }
        return signs.contains(first)
    }

    private static func set(_ words: String) -> Set<String> {
        Set(WordFolding.words(of: words))
    }

    /// At least one of these is said.
    private static let thanks = set(
        """
        thank thanks thankyou thanx thx tnx ty tysm tyvm cheers danke dankeschön dank merci gracias
        grazie obrigado obrigada bedankt dankjewel tack takk kiitos dziękuję спасибо děkuji
        """)

    /// These may stand beside them. What can turn thanks into something else is missing on
    /// purpose: no, not, but, still, nothing, again with a verb, please, a bunch.
    private static let company = set(
        """
        you u so very that's beautiful set much a lot lots many million again ok okay great perfect brilliant awesome
        amazing excellent fantastic lovely wonderful super cool good nice all guys team everyone
        everybody both for the your that this it it's its is now works working worked fixed sorted
        solved resolved done back online and got appreciated appreciate i really kindly quick fast
        prompt swift speedy kind being have day evening weekend yes yep yay hi hello hey
        vielen lieben herzlichen schön sehr für die das schnelle hilfe antwort alles klar gut jetzt
        beaucoup bien à vous toi pour votre réponse aide la tout
        muchas muchísimas mil por su tu ayuda respuesta todo perfecto vale
        mille molte tante muito pela ajuda je jullie wel hartelijk voor de hulp snelle reactie top
        så mycket för hjälpen большое
        """)

    /// What one thanks for.
    private static let objects = set(
        """
        help helping reply replying response responding answer answering support info information
        update assistance advice service time patience effort efforts
        """)

    private static let pronouns = set("it that this the all your")

    private static let signs = Set(".,!-–—;:&+)'’🙏👍❤😊🙂😀😃😄😁😍🥰🤗👏🎉🥳💪💙💚💛🧡💜😘✅✨🌟👌🙌💯☺".unicodeScalars)
}
