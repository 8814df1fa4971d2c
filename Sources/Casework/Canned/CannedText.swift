/// What the desk fills in by itself.
package enum CannedVariable: String, Hashable, Sendable, CaseIterable {
    /// The customer's handle, as the source spells it.
    case customer
    /// What the customer is called; the handle's first part where the source tells no name.
    case name
    /// The number of the case.
    case number = "case"
    /// Who fills it.
    case agent
    case queue
    /// The post that is answered.
    case url
    /// When people answer again, while the queue is closed.
    case opens
}

/// The text of a canned response as it is written down: `{name}` is filled in by the desk,
/// `{?when}` by whoever uses it, `{{` and `}}` are braces.
package struct CannedText: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case words(String)
        case variable(CannedVariable)
        case placeholder(String)
    }

    /// As it is written down.
    package let notation: String
    package let parts: [Part]

    package enum Trouble: Error, Hashable, Sendable {
        case unknownVariable(String)
        /// A `?` without a name that people can say behind it.
        case badPlaceholder(String)
        /// A brace that nothing closes.
        case unclosed
    }

    /// Characters of a placeholder's name.
    package static let nameMax = 40

    package init(_ notation: String) throws(Trouble) {
        var parts: [Part] = []
        var words = ""
        var rest = notation[...]
        while let character = rest.popFirst() {
            if character == "}" {
                if rest.first == "}" { rest.removeFirst() }
                words.append(character)
            } else if character != "{" {
                words.append(character)
            } else if rest.first == "{" {
                rest.removeFirst()
                words.append("{")
            } else {
                guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
                if !words.isEmpty { parts.append(.words(words)) }
                words = ""
                parts.append(try CannedText.filling(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            }
        }
        if !words.isEmpty { parts.append(.words(words)) }
        self.parts = parts
        self.notation = notation
    }

    private static func filling(_ name: String) throws(Trouble) -> Part {
        guard name.first == "?" else {
            guard let variable = CannedVariable(rawValue: name) else {
                throw .unknownVariable(name)
            }
            return .variable(variable)
        }
        let bare = String(name.dropFirst())
        let isName =
            (1...nameMax).contains(bare.count)
            && bare.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
        guard isName else { throw .badPlaceholder(name) }
        return .placeholder(bare)
    }

    /// What whoever uses it has to say, each once, in the order in which it stands there.
    package var placeholders: [String] {
        var names: [String] = []
        for case .placeholder(let name) in parts where !names.contains(name) { names.append(name) }
        return names
    }

    package var variables: [CannedVariable] {
        CannedVariable.allCases.filter { parts.contains(.variable($0)) }
    }

    /// What stands there whatever is filled in.
    package var words: String {
        parts.map { if case .words(let words) = $0 { words } else { " " } }.joined()
    }

    /// Characters, with everything that is filled in left empty.
    package var lengthMin: Int {
        parts.reduce(0) { if case .words(let words) = $1 { $0 + words.count } else { $0 } }
    }
}
