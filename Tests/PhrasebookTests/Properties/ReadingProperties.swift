import Casework

@testable import Phrasebook

/// What holds for a command that was read, looked at from what was typed.
struct ReadingProperties {
    let said: SaidLine
    /// The command without its sigil.
    let body: Substring.UnicodeScalarView
    let utterance: Utterance

    var violation: String? {
        otherWays ?? provenance ?? again
    }

    // MARK: The same, said in other ways

    private var otherWays: String? {
        guard said.read("\u{A0}\t\(said.text) \n") == utterance else {
            return "white space around a command changes it"
        }
        let direct = said.grammar.read(
            said.sigil + String(Substring(body)), isDirect: !said.isDirect, implied: said.implied)
        guard direct == utterance else { return "who it is said to changes the command" }
        if case .mistake = utterance { return nil }
        return said.read(said.sigil + shouted) == utterance ? nil : "capitals change a command"
    }

    private var word: Substring.UnicodeScalarView { body.prefix { !$0.properties.isWhitespace } }

    /// The command with its word in capitals.
    private var shouted: String {
        let capitals = word.map { scalar in
            scalar.isASCII ? Character(scalar).uppercased() : String(Character(scalar))
        }
        return capitals.joined() + String(Substring(body[word.endIndex...]))
    }

    // MARK: Where things come from

    private var provenance: String? {
        switch utterance {
        case .act(let act):
            return wording(of: act.verb) ?? targets(of: act) ?? text(of: act)
        case .more(let id, let text):
            guard isKept(text) else { return "a text of more that nobody typed" }
            return digits(before: text, name: id.map { [$0] } ?? [])
        default: return nil
        }
    }

    /// What changes something is said whole.
    private func wording(of verb: Verb) -> String? {
        var typed = String(Substring(word)).lowercased()
        while let last = typed.last, ":,".contains(last) { typed.removeLast() }
        let short = CommandTable.usage(of: verb).short
        return typed == verb.rawValue || typed == short ? nil : "\(typed) is taken for \(verb)"
    }

    private func targets(of act: Act) -> String? {
        guard case .cases(let ids) = act.targets else { return nil }
        guard !ids.isEmpty, ids.count <= Grammar.numbersMax, Set(ids).count == ids.count else {
            return "\(ids.count) cases"
        }
        guard ids.allSatisfy({ (1...999_999_999).contains($0.number) }) else {
            return "a case beyond all numbers"
        }
        let takesMany: [Verb] = [.claim, .release, .handover, .noise]
        return ids.count == 1 || takesMany.contains(act.verb) ? nil : "\(act.verb) of several"
    }

    /// Free text stands at the end of what was typed, byte for byte, and exactly one number before
    /// it.
    private func text(of act: Act) -> String? {
        guard let text = act.freeText else { return nil }
        guard isKept(text), !text.isEmpty else { return "a text of \(act.verb) that nobody typed" }
        guard case .cases(let ids) = act.targets else { return nil }
        return digits(before: text, name: ids)
    }

    private func isKept(_ text: String) -> Bool {
        let typed = String(Substring(body))
        let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap(\.self)
        return typed.utf8.reversed().starts(with: text.utf8.reversed())
            && !ends.contains { $0.properties.isWhitespace }
    }

    /// Before the text stands the number of the one case, or none where the thread implies it.
    private func digits(before text: String, name ids: [CaseID]) -> String? {
        let scalars = body[word.endIndex...]
        let words = String(Substring(scalars)).utf8.dropLast(text.utf8.count)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let numbers = words.split { !isDigit($0) }.compactMap {
            Int64(String(decoding: $0, as: UTF8.self))
        }
        if numbers.isEmpty {
            return ids == [said.implied].compactMap(\.self) ? nil : "a case unsaid"
        }
        // A mark or a colleague may have digits as well, and comes behind the number.
        return ids.map(\.number) == Array(numbers.prefix(1)) ? nil : "a number is read otherwise"
    }

    // MARK: The same, written anew

    /// The command as the desk would write it reads as the same command.
    private var again: String? {
        guard case .act(let act) = utterance, let text = Respelling.text(of: act) else {
            return nil
        }
        return said.read(said.sigil + text) == utterance
            ? nil : "“\(text)” reads otherwise than \(act)"
    }
}

extension Act {
    /// The free text that it carries, if it carries one.
    fileprivate var freeText: String? {
        guard case .command(let command) = order else { return nil }
        return switch command {
        case .draft(let text, _), .edit(let text), .rewrite(let text), .note(let text): text
        case .attach(_, let alt): alt.isEmpty ? nil : alt
        case .link(let reference): reference
        case .reject(let mark, let reason): mark == nil && !reason.isEmpty ? reason : nil
        case .resolve(let outcome): outcome
        case .escalate(let to, let reason): to == nil && !reason.isEmpty ? reason : nil
        default: nil
        }
    }
}
