import Casework
import Yams

/// `canned.yaml`: replies that are written once and used often. Without the file there are none.
struct CannedFile: Hashable, Sendable {
    /// The language of what is used where no other fits the customer's.
    var defaultLanguage: String?
    var responses: [CannedEntry] = []
}

extension CannedFile {
    init(_ keys: KeyedReader) {
        self.init()
        defaultLanguage = keys["default_language"]?.language()
        let language = defaultLanguage
        responses =
            keys["canned"]?.list(limit: 2000).map { value in
                value.keyed { CannedEntry($0, defaultLanguage: language) }
            } ?? []
    }
}

/// One canned response.
struct CannedEntry: Hashable, Sendable {
    var name: String
    /// Where it may be used; none: everywhere.
    var queues: [QueueName]
    /// In the order of the file.
    var texts: [Text]

    struct Text: Hashable, Sendable {
        /// Nothing where the text stands alone, without a language.
        var language: String?
        /// Nothing where it cannot be read.
        var text: CannedText?
        /// Where it stands in the file.
        var path: String
    }

    /// The response as decisions know it, the default language first.
    func response(defaultLanguage: String?) -> CannedResponse {
        let variants = texts.compactMap { entry in
            entry.text.map { text in
                CannedResponse.Variant(language: entry.language ?? defaultLanguage, text: text)
            }
        }
        let first = variants.filter { $0.language == defaultLanguage }
        return CannedResponse(
            name: name, queues: queues,
            variants: first + variants.filter { $0.language != defaultLanguage })
    }
}

extension CannedEntry {
    init(_ keys: KeyedReader, defaultLanguage: String?) {
        let named = keys.required("name", "name: apology")
        name = named?.cannedName() ?? ""
        queues = (keys["queues"]?.texts(limit: 200) ?? []).map { QueueName($0) }
        let written = keys.required("text", "text: \"Hi {name}, …\"")
        texts = written?.cannedTexts() ?? []
        guard let written, written.isGroup, !written.document.hasErrors(under: written.path) else {
            return
        }
        requireDefault(defaultLanguage, written)
        requireEqualPlaceholders(defaultLanguage, written.document)
    }

    private func requireDefault(_ language: String?, _ written: Value) {
        let languages = texts.compactMap(\.language)
        guard let language else {
            return written.error(
                "nothing says which of these languages is used where none fits",
                "Add default_language: \(languages.first ?? "en") at the top of the file.")
        }
        guard !languages.contains(language) else { return }
        written.error(
            "the default language \"\(language)\" is not among \(languages.joined(separator: ", "))",
            "Add \(language): with the text, or change default_language.")
    }

    /// What an agent has to say cannot depend on what the customer speaks.
    private func requireEqualPlaceholders(_ language: String?, _ document: YAMLDocument) {
        guard let first = texts.first(where: { $0.language == language }) ?? texts.first,
            let wanted = first.text?.placeholders
        else { return }
        for entry in texts {
            guard let own = entry.text?.placeholders, Set(own) != Set(wanted) else { continue }
            document.note(
                .error, of: entry.path,
                "this asks for \(CannedEntry.list(own)), and \(first.language ?? "the first") for "
                    + CannedEntry.list(wanted),
                "Ask for the same in all languages.")
        }
    }

    private static func list(_ placeholders: [String]) -> String {
        placeholders.isEmpty
            ? "nothing" : placeholders.map { "{?\(printable($0))}" }.joined(separator: ", ")
    }
}

extension Value {
    /// A name that `canned` cannot take for anything else.
    fileprivate func cannedName() -> String? {
        guard let name = name() else { return nil }
        guard Int(name) == nil, !["case", "cases"].contains(name.lowercased()),
            name.last != "."
        else {
            error("\"\(name)\" means something else in the command canned", "Choose another name.")
            return nil
        }
        return name
    }

    /// One text, or one for each language.
    fileprivate func cannedTexts() -> [CannedEntry.Text] {
        guard isGroup else {
            return [CannedEntry.Text(language: nil, text: cannedText(), path: path)]
        }
        let entries = entries(limit: 100)
        if entries.isEmpty { error("no text is written here", "Write en: and a text.") }
        return entries.map { key, value in
            let tag = key.lowercased()
            if !isLanguageTag(tag) {
                value.error("\"\(printable(key))\" is no language", "Write its tag: en, de, pt-br.")
            }
            return CannedEntry.Text(language: tag, text: value.cannedText(), path: value.path)
        }
    }

    private func cannedText() -> CannedText? {
        guard let words = paragraphs(limit: Draft.textLimit) else { return nil }
        do throws(CannedText.Trouble) {
            return try CannedText(words)
        } catch {
            note(error)
            return nil
        }
    }

    private func note(_ trouble: CannedText.Trouble) {
        switch trouble {
        case .unknownVariable(let name):
            error(
                "nothing is called {\(printable(name))}",
                "\(offer(CannedVariable.allCases.map(\.rawValue), insteadOf: name)) "
                    + "{?\(isName(name) ? name : "words")} is what the agent says.")
        case .badPlaceholder(let name):
            error(
                "{\(printable(name))} has no name that people can say",
                "Use letters, digits, \"_\" and \"-\", at most \(CannedText.nameMax): {?when}.")
        case .unclosed:
            error("a brace is opened and not closed", "Close it with }, or write {{ for a brace.")
        }
    }

    /// Text of one or several lines, as it may be sent.
    private func paragraphs(limit: Int) -> String? {
        guard case .scalar(let scalar) = node, !isTagged, !isNull else { return text() }
        let words = String(scalar.string.trimmingSuffix { $0.isWhitespace })
        let hasControls = words.unicodeScalars.contains {
            $0 != "\n" && $0.properties.generalCategory == .control
        }
        guard !words.isEmpty else {
            error("nothing is written here", "Write a text.")
            return nil
        }
        guard words.count <= limit else {
            error("this text is too long", "At most \(limit) characters are taken.")
            return nil
        }
        guard !hasControls else {
            error("control characters have no place here", "Write it as plain text.")
            return nil
        }
        return words
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isOver: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isOver(last) { rest.removeLast() }
        return rest
    }
}
