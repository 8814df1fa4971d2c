// IRCWire: the protocol without the network. Lines, tags, names and a client's session as a
// state machine that is fed bytes and ticks and returns bytes and facts; it opens no socket, has
// no clock and draws no random numbers.
//
// Specifications: RFC 1459, RFC 2812, modern.ircdocs.horse, ircv3.net/irc.

/// One line of the protocol, without its line end.
package struct IRCLine: Hashable, Sendable {
    package var tags: IRCTags
    /// Who sent it, as written: `nick!user@host` or a server's name.
    package var source: String?
    /// As written; numerics have three digits.
    package var command: String
    package var parameters: [String]
    /// False if the bytes were no UTF-8 and were read as Latin-1: such a line names nobody surely.
    package var isUTF8: Bool

    package init(
        tags: IRCTags = IRCTags(), source: String? = nil, command: String,
        parameters: [String] = [], isUTF8: Bool = true
    ) {
        self.tags = tags
        self.source = source
        self.command = command
        self.parameters = parameters
        self.isUTF8 = isUTF8
    }

    package init(_ command: String, _ parameters: String...) {
        self.init(command: command, parameters: parameters)
    }

    package subscript(index: Int) -> String? {
        parameters.indices.contains(index) ? parameters[index] : nil
    }
}

extension IRCLine {
    /// Reads a line of either kind of line end or none; nothing if it holds no command.
    package init?(parsing bytes: some Collection<UInt8>) {
        var bytes = Array(bytes)
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        if !isUTF8 { bytes = Array(String(String.UnicodeScalarView(bytes.map { .init($0) })).utf8) }
        self.init(command: "", isUTF8: isUTF8)
        var rest = bytes[...]
        rest.trimSpaces()
        if rest.first == UInt8(ascii: "@") {
            tags = IRCTags(parsing: rest.nextWord().dropFirst())
        }
        if rest.first == UInt8(ascii: ":") {
            source = String(decoding: rest.nextWord().dropFirst(), as: UTF8.self)
        }
        command = String(decoding: rest.nextWord(), as: UTF8.self)
        guard !command.isEmpty else { return nil }
        while let first = rest.first {
            let isTrailing = first == UInt8(ascii: ":")
            let parameter = isTrailing ? rest.dropFirst() : rest.nextWord()
            parameters.append(String(decoding: parameter, as: UTF8.self))
            if isTrailing { break }
        }
    }

    package init?(parsing text: String) {
        self.init(parsing: text.utf8)
    }

    /// The line as it goes on the wire, without its end. Line breaks and NUL inside any part
    /// become spaces, so that one line can never become two.
    package var serialised: String {
        var text = ""
        if !tags.isEmpty { text += "@\(tags.serialised) " }
        if let source { text += ":\(source) " }
        text += command
        for (index, parameter) in parameters.map(HarmlessText.unbroken).enumerated() {
            let isLast = index == parameters.count - 1
            let needsColon =
                parameter.isEmpty || parameter.utf8.first == UInt8(ascii: ":")
                || parameter.utf8.contains(UInt8(ascii: " "))
            text += isLast && needsColon ? " :\(parameter)" : " \(parameter)"
        }
        return HarmlessText.unbroken(text)
    }

    /// The line and its end, ready for the wire.
    package var wireBytes: [UInt8] { Array(serialised.utf8) + [0x0D, 0x0A] }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func trimSpaces() {
        self = drop { $0 == UInt8(ascii: " ") }
    }

    /// Takes the bytes up to the next space, and the spaces behind them.
    fileprivate mutating func nextWord() -> ArraySlice<UInt8> {
        let word = prefix { $0 != UInt8(ascii: " ") }
        self = self[word.endIndex...]
        trimSpaces()
        return word
    }
}
