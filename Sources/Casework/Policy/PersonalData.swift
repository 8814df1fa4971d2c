/// Finds what should not stand in a reply that others can read: card numbers (by the Luhn check of
/// ISO/IEC 7812-1), IBANs (by the check digits of ISO 13616), e-mail addresses, phone numbers.
enum PersonalData {
    /// What was found, each kind once and so that it can be told from the others of its kind. Of
    /// numbers that open something only the end is said.
    static func found(in text: String) -> [String] {
        let words = text.split { $0.isWhitespace || "\"'<>()[],;".contains($0) }
        var kinds: [String] = []
        let runs = digitRuns(text)
        if let card = runs.first(where: isCardNumber) {
            kinds.append("a card number ending in \(end(of: card))")
        }
        if let account = words.indices.lazy.compactMap({ iban(startingAt: $0, words) }).first {
            kinds.append("an IBAN ending in \(account.suffix(4))")
        }
        if let address = words.first(where: isMailAddress) {
            kinds.append("the e-mail address \(address.prefix(80))")
        }
        if let phone = runs.first(where: { isPhoneNumber($0) && !isCardNumber($0) }) {
            kinds.append("a phone number ending in \(end(of: phone))")
        }
        return kinds
    }

    private static func end(of digits: [Int]) -> String {
        digits.suffix(4).map { "\($0)" }.joined()
    }

    /// Runs of digits, with single blanks, dots, dashes, slashes and brackets among them; not
    /// those that a word begins (an IBAN, an order number).
    private static func digitRuns(_ text: String) -> [[Int]] {
        var runs: [[Int]] = []
        var run: [Int] = []
        var joints = 0
        var isInWord = false
        func end() {
            if !run.isEmpty, !isInWord { runs.append(run) }
            run = []
            joints = 0
        }
        for character in text {
            if let digit = character.wholeNumberValue, character.isASCII {
                run.append(digit)
                joints = 0
            } else if !run.isEmpty, joints < 2, " .-/()".contains(character) {
                joints += 1
            } else {
                end()
                isInWord = character.isLetter
            }
        }
        end()
        return runs
    }

    private static func isCardNumber(_ digits: [Int]) -> Bool {
        guard (13...19).contains(digits.count) else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let doubled = item.element * 2
            let value = item.offset % 2 == 1 ? (doubled > 9 ? doubled - 9 : doubled) : item.element
            return sum + value
        }
        return sum % 10 == 0
    }

    /// Shorter runs are times, prices, order numbers; longer ones no phone number (E.164: 15).
    private static func isPhoneNumber(_ digits: [Int]) -> Bool { (9...15).contains(digits.count) }

    private static func isMailAddress(_ word: Substring) -> Bool {
        guard let at = word.firstIndex(of: "@"), at != word.startIndex else { return false }
        let domain = word[word.index(after: at)...]
        // `@mara@social.example` is a handle.
        return !domain.contains("@") && domain.contains(".") && domain.last != "."
            && domain.first != "."
    }

    /// An IBAN is written in one piece or in groups of four.
    private static func iban(startingAt index: Int, _ words: [Substring]) -> String? {
        var joined = ""
        for word in words[index...].prefix(9) {
            guard word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { break }
            joined += word.uppercased()
            guard joined.count <= 34 else { break }
            if joined.count >= 15, hasIBANCheck(joined) { return joined }
        }
        return nil
    }

    private static func hasIBANCheck(_ text: String) -> Bool {
        let characters = Array(text)
        guard characters[0].isLetter, characters[1].isLetter, characters[2].isNumber,
            characters[3].isNumber
        else { return false }
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            guard let value = Int(String(character), radix: 36) else { return false }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }
}
