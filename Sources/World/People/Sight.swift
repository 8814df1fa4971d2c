import Casework

/// A line of the desk as a person reads it. People know numbers and marks from here and from
/// nowhere else.
enum Sight {
    case ring(Int64)
    /// Many at once.
    case rings([Int64])
    /// Whoever reads it is called for these.
    case paged([Int64])
    case listed(Int64, isFree: Bool)
    case wroteAgain(Int64, isFree: Bool)
    /// The first line of a draft's card.
    case card(Int64, mark: String, author: String)
    case draftText(Int64, String)
    /// A draft that says what another one says, and stands on its card.
    case alike(Int64, mark: String, card: String)
    case yours(Int64)
    case drafted(Int64, mark: String)
    case approved(Int64, mark: String)
    case held(Int64?, mark: String)
    case unknown(Int64, mark: String)
    case failed(Int64, mark: String)
    /// It could go out as a thread.
    case tooLong(Int64)
    case sentBack(Int64, mark: String)
    case calledBack(Int64, mark: String)
    case sent(Int64)
    /// The first post of a thread was.
    case begun(Int64)
    case offered(Int64, to: String)
    case woken(Int64)
    case free(Int64)
    case ends(Int64)
    /// A canned text, filled, that is no draft yet.
    case canned(Int64)
    case rest(Int64)
    /// A question to whoever reads it.
    case asked(Int64)
    /// One of two customers could be answered no more if their cases became one.
    case twoCustomers(Int64, into: Int64)
    /// Something was not done, or may not have been heard: say it again.
    case sayAgain
    case other

    /// - Returns: whom the line speaks to by name, and what it says.
    static func read(_ text: String) -> (to: String?, Sight) {
        var words = text.words(atMost: 40)
        if words.first == "(again?)" { words.removeFirst() }
        var to: String?
        if let first = words.first, first.hasSuffix(":"), !first.hasPrefix("#"), words.count > 1 {
            to = String(first.dropLast())
            words.removeFirst()
        }
        return (to, sight(words, text))
    }

    private static func sight(_ words: [String], _ text: String) -> Sight {
        guard let first = words.first, words.count > 2 else { return .other }
        if first.hasPrefix("#") {
            let digits = first.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard let number = Int64(digits) else { return .other }
            if first.hasSuffix(":") {
                if words[1] == "not", text.contains(" makes a thread of ") {
                    return .tooLong(number)
                }
                guard words.count > 5, words[2] == "offers" else { return .other }
                return .offered(number, to: words[5].trimmingMarks)
            }
            return about(number, words, text)
        }
        if let rings = rings(words) { return .rings(rings) }
        if first == "PAGE" { return .paged(paged(words)) }
        if words[1] == "is", words[2] == "held,", first.isMark { return .held(nil, mark: first) }
        let again = ["not recorded:", "you said", "I was away", "what I said", "an answer of mine"]
        let rest = words.joined(separator: " ")
        if again.contains(where: rest.hasPrefix) { return .sayAgain }
        if rest.hasPrefix("is \""), let number = restNumber(rest) { return .rest(number) }
        return .other
    }

    /// `P1 #42 @mara "…" · #44 @zed "…"`, perhaps `40s late: P1 …`; a customer's words may look like
    /// a case's number too.
    private static func rings(_ words: [String]) -> [Int64]? {
        let start = words.count > 3 && words[1] == "late:" ? 2 : 0
        guard words[start] == "P1", words[start + 1].hasPrefix("#") else { return nil }
        return words.dropFirst(start).indices.dropFirst().compactMap { index in
            guard index == start + 1 || words[index - 1] == "·", words[index].hasPrefix("#") else {
                return nil
            }
            return Int64(words[index].dropFirst())
        }
    }

    /// `PAGE #42 P1 care · …`, `PAGE 2 cases: #42 P1 @mara, due … · #44 P1 @zed …`.
    private static func paged(_ words: [String]) -> [Int64] {
        words.indices.dropFirst().compactMap { index in
            let starts = ["PAGE", "cases:", "·"].contains(words[index - 1])
            guard starts, words[index].hasPrefix("#") else { return nil }
            return Int64(words[index].dropFirst())
        }
    }

    /// `… merge 42 into 43 once more …`
    private static func merging(_ number: Int64, _ text: String) -> Int64? {
        guard let range = text.firstRange(of: "merge \(number) into ") else { return nil }
        return Int64(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }

    /// `… the rest of #42? …`
    private static func restNumber(_ text: String) -> Int64? {
        guard let range = text.firstRange(of: "the rest of #") else { return nil }
        return Int64(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }

    private static func about(_ number: Int64, _ words: [String], _ text: String) -> Sight {
        switch words[1] {
        case "P1", "P2", "P3":
            if words[2] == "escalated" { return .other }
            let isFree = text.contains("free")
            if text.contains("wrote again") { return .wroteAgain(number, isFree: isFree) }
            return text.contains(" point") ? .ring(number) : .listed(number, isFree: isFree)
        case "│":
            guard words[2] == "draft:", let range = text.firstRange(of: "draft: ") else {
                return .other
            }
            return .draftText(number, String(text[range.upperBound...]))
        case "is":
            if words[2].trimmingMarks == "yours" {
                return words.count > 3 && words[3].hasPrefix("already") ? .other : .yours(number)
            }
            if words[2] == "back" { return .woken(number) }
            if words[2] == "of", let into = merging(number, text) {
                return .twoCustomers(number, into: into)
            }
            return words[2] == "free" ? .free(number) : .other
        case "draft":
            return words.count > 3
                ? .drafted(number, mark: words[3].trimmingMarks) : .other
        case "ends": return .ends(number)
        case "canned": return .canned(number)
        case "sent": return text.contains(" (1 of ") ? .begun(number) : .sent(number)
        default:
            if words[2] == "asks" { return .asked(number) }
            return words[1].isMark ? marked(number, words[1], words, text) : .other
        }
    }

    private static func marked(
        _ number: Int64, _ mark: String, _ said: [String], _ text: String
    ) -> Sight {
        // `k7f2 (2 of 3) of dana`
        var words = said
        if words.count > 6, words[2].hasPrefix("("), words[4].hasSuffix(")") {
            words.removeSubrange(2...4)
        }
        switch words[2] {
        case "by" where words.count > 7 && words[4...6] == ["the", "same", "as"]:
            let card = words[7].hasSuffix(",") ? String(words[7].dropLast()) : words[7]
            return .alike(number, mark: mark, card: card)
        case "by" where words.count > 3: return .card(number, mark: mark, author: words[3])
        case "approved", "needs": return .approved(number, mark: mark)
        case "goes" where words.count > 3 && words[3] == "unseen,":
            return .approved(number, mark: mark)
        case "called": return .calledBack(number, mark: mark)
        case "sent" where words.count > 3 && words[3] == "back":
            return .sentBack(number, mark: mark)
        case "of":
            if text.contains(" is held,") { return .held(number, mark: mark) }
            if text.contains(" may or may not have reached ") {
                return .unknown(number, mark: mark)
            }
            return text.contains(" was not delivered to ") ? .failed(number, mark: mark) : .other
        default: return .other
        }
    }
}

extension String {
    fileprivate var trimmingMarks: String {
        var word = self[...]
        while let last = word.last, ",.:;".contains(last) { word.removeLast() }
        return String(word)
    }

    fileprivate var isMark: Bool { Mark(typed: self) != nil && allSatisfy { !$0.isUppercase } }
}
