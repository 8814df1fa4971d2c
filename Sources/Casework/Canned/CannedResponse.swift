/// A reply that is written once and used often, as `canned.yaml` says.
package struct CannedResponse: Hashable, Sendable {
    package var name: String
    /// Where it may be used; none: everywhere.
    package var queues: [QueueName]
    /// At least one; the first is used where no other fits the customer's language.
    package var variants: [Variant]

    package struct Variant: Hashable, Sendable {
        /// A tag of BCP 47 in lower case; nothing where the desk has one language.
        package var language: String?
        package var text: CannedText
        package init(language: String?, text: CannedText) {
            self.language = language
            self.text = text
        }
    }

    package init(name: String, queues: [QueueName] = [], variants: [Variant]) {
        self.name = name
        self.queues = queues
        self.variants = variants
    }

    package func fits(_ queue: QueueName) -> Bool { queues.isEmpty || queues.contains(queue) }

    /// What whoever uses it has to say; all variants ask for the same.
    package var placeholders: [String] { variants.first?.text.placeholders ?? [] }

    /// The text in that language, or in one that is nearest: `pt` for `pt-br`, `pt-br` for `pt`,
    /// else the first.
    package func variant(for language: String?) -> Variant? {
        guard let wanted = language?.lowercased(), !wanted.isEmpty else { return variants.first }
        let primary = CannedResponse.primary(wanted)
        return variants.first { $0.language == wanted }
            ?? variants.first { $0.language == primary }
            ?? variants.first { $0.language.map(CannedResponse.primary) == primary }
            ?? variants.first
    }

    private static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" })
    }
}

extension DeskSettings {
    /// By its name, in whatever case.
    package func canned(named name: String) -> CannedResponse? {
        let folded = name.lowercased()
        return canned.first { $0.name.lowercased() == folded }
    }
}
