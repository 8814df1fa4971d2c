import Casework

extension Scanner {
    enum NumberReading: Hashable {
        case absent
        case number(CaseID)
        /// Meant as a number, and none.
        case bad(String)
    }

    static let numberDigitsMax = 9

    /// `#42`, and where `bare` allows it `42` and `case 42`. What is no number is left in place.
    mutating func number(bare: Bool) -> NumberReading {
        skipSpace()
        let start = self
        if bare, take(word: "case") || take(word: "cases") {
            skipSpace()
            guard next == "#" || next?.isASCIIDigit == true else {
                self = start
                return .absent
            }
            let reading = number(bare: true)
            if reading == .absent { self = start }
            return reading
        }
        let isHashed = take("#")
        guard isHashed || bare, next?.isASCIIDigit == true else {
            self = start
            return .absent
        }
        let digits = digits(atMost: Scanner.numberDigitsMax)
        guard endsNumber else {
            self = start
            if digits.count <= Scanner.numberDigitsMax, !isHashed { return .absent }
            return .bad(peek() ?? digits)
        }
        guard digits.count <= Scanner.numberDigitsMax, let number = Int64(digits), number > 0
        else {
            self = start
            return .bad(peek() ?? digits)
        }
        return .number(CaseID(number))
    }

    /// Whether what comes next can stand right behind a number: nothing, white space or
    /// punctuation, but not the rest of a clock time, a decimal or a word (`10:30`, `2.5`, `2h`).
    private var endsNumber: Bool {
        guard let next else { return true }
        if next.properties.isWhitespace || next == "," { return true }
        guard next == ":" || next == "." || next == ";" else { return false }
        guard let second else { return true }
        return next == ":" ? !second.isASCIIDigit : second.properties.isWhitespace
    }

    /// Drops the punctuation that stands right behind a number.
    mutating func dropPunctuation() {
        if let next, next == ":" || next == "," || next == "." || next == ";" { _ = take(next) }
    }

    /// Takes commas and `and`s, and says whether there were any.
    mutating func separators() -> Bool {
        var found = false
        while true {
            skipSpace()
            guard take(",") || take("&") || take(word: "and") else { return found }
            found = true
        }
    }

    /// Whether a comma or an `and` and another number follow: a list, not one number.
    func listGoesOn() -> Bool {
        var ahead = self
        return ahead.separators() && ahead.number(bare: true) != .absent
    }
}
