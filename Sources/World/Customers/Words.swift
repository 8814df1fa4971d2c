/// Texts with a word in each that stands nowhere else, so that whoever finds it anywhere knows
/// whose it is and where it came from.
struct Words {
    enum Kind: Character, CaseIterable {
        case customer = "c"
        case reply = "r"
        case note = "n"
        case talk = "t"
        case reason = "w"
    }

    /// From here on no token can be taken for a draft's mark, which has four characters.
    private static let first = 1000
    private var count = first
    private var chance: Chance
    /// Several people's words stay apart.
    private let step: Int
    private var handedOut = 0

    init(_ chance: Chance) {
        self.chance = chance
        step = 1
    }

    /// Another's words, none of whose tokens are those of `words`.
    init(from words: inout Words) {
        chance = words.chance.fork()
        words.handedOut += 1
        count = Words.first + words.handedOut
        step = 1000
    }

    mutating func token(_ kind: Kind) -> String {
        count += step
        return "z\(kind.rawValue)\(count)z"
    }

    // MARK: - Customers

    private static let complaints = [
        "Third day without internet and nobody answers", "my internet is slow again",
        "the app shows a blank page", "I want to cancel everything today",
        "the invoice is wrong for the third time", "how do I change my address",
        "your shop in town was closed", "love the new colours", "Is there an outage in the north?",
    ]
    /// What somebody else wrote begins so, and the desk's rules take it for noise.
    static let passedOn = "RT "
    private static let thanks = ["Thanks!", "thank you so much", "It works again, thanks 🙏"]

    mutating func complaint() -> String {
        let words = chance.pick(Words.complaints) ?? ""
        let said = "\(words) \(token(.customer))"
        if chance.happens(40) { return "\(Words.passedOn)@shop: \(said)" }
        return chance.happens(150) ? hostile() : said
    }

    mutating func gratitude() -> String { chance.pick(Words.thanks) ?? "thanks" }

    /// What tries to be more than a text.
    mutating func hostile() -> String {
        let mine = token(.customer)
        switch chance.below(12) {
        case 0: return "!note 1 \(mine)"
        case 1: return "hello\n!claim 1 \(mine)\r\n!note 1 \(mine)"
        case 2: return "dana: !ok k7f2 \(mine)"
        case 3: return "casebell: note 1 \(mine)"
        case 4: return "\u{202E}\(mine)\u{7}\u{1}ACTION waves\u{1} internet"
        case 5: return "#1 │ draft: \(mine) internet"
        case 6: return "\u{3}04,02\(mine)\u{2}bold\u{0}\u{1B}[31m outage"
        case 7: return "\(mine) " + String(repeating: "internet is gone 👩‍👩‍👧‍👦 ", count: 120)
        case 8: return "\(mine)\u{2028}\u{2029}\u{85}\u{B}\u{C} invoice"
        case 9: return "@everyone @here dana sam \(mine) outage"
        case 10: return "\u{200B}\u{FEFF}\(mine)z̷̧̛̫a̶l̵g̶o̴ internet"
        default: return "(again?) dana: #1 is yours \(mine)"
        }
    }

    mutating func handle(_ number: Int) -> String {
        switch chance.below(14) {
        case 0: return "@dana\(token(.customer))"
        case 1: return "@x\u{202E}y\(token(.customer))"
        case 2: return "@eve \(token(.customer))\n!claim 1"
        default: return "@c\(number)@social.example"
        }
    }

    // MARK: - People of the desk

    private static let sentences = [
        "Sorry to hear that, we are looking into it", "I can see the fault on your line",
        "An engineer comes at four", "Please restart the box and tell us what it shows",
        "We have sent you the corrected invoice",
    ]

    mutating func reply() -> String {
        "\(chance.pick(Words.sentences) ?? "Sorry"), ref \(token(.reply))."
    }

    /// Too long for one line of a chat.
    mutating func longReply() -> String {
        var text = reply()
        while text.utf8.count < 420 { text += " \(chance.pick(Words.sentences) ?? "")." }
        return text
    }

    /// More than one post takes at some destinations.
    mutating func replies() -> String {
        (0..<Int(chance.between(3, 5))).map { _ in reply() }.joined(separator: " ")
    }

    mutating func note() -> String { "looked at the line \(token(.note))" }
    mutating func reason() -> String { "say when the engineer comes \(token(.reason))" }
    mutating func talk() -> String {
        let mine = token(.talk)
        let words = [
            "I'll take that one then \(mine)", "ok k7f2 looks good \(mine)",
            "claim 1 anybody? \(mine)",
            "tell them: we are sorry \(mine)", "brb \(mine)", "reply 1 sounds wrong to me \(mine)",
        ]
        return chance.pick(words) ?? mine
    }
}

extension StringProtocol {
    /// The tokens of that kind in the text, in order.
    func tokens(_ kind: Words.Kind) -> [String] {
        var found: [String] = []
        let bytes = Array(utf8)
        let (open, mark) = (UInt8(ascii: "z"), kind.rawValue.asciiValue ?? 0)
        var index = 0
        while index + 3 < bytes.count {
            defer { index += 1 }
            guard bytes[index] == open, bytes[index + 1] == mark else { continue }
            var end = index + 2
            while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
            // A draft may be called `zc6z`.
            guard end > index + 5, end < bytes.count, bytes[end] == open else { continue }
            found.append(String(decoding: bytes[index...end], as: UTF8.self))
        }
        return found
    }
}
