import Yardstick

@testable import Casework

/// What holds for whatever is written down as a canned text, and whatever is filled into it. An
/// input is three lines, what is said for its placeholders, the customer's handle and their name,
/// and then the text.
enum CannedProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        let parts = input.split(
            separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 4, let text = try? CannedText(parts[3]) else { return nil }
        return respelled(text) ?? placeholders(text)
            ?? filled(text, said: parts[0], Author(handle: parts[1], name: parts[2]))
    }

    /// Written down anew from its parts it is the same text.
    private static func respelled(_ text: CannedText) -> String? {
        let notation = text.parts.map { part in
            switch part {
            case .words(let words):
                words.map { "{}".contains($0) ? "\($0)\($0)" : "\($0)" }.joined()
            case .variable(let variable): "{\(variable.rawValue)}"
            case .placeholder(let name): "{?\(name)}"
            }
        }.joined()
        guard let again = try? CannedText(notation) else { return "\(notation) cannot be read" }
        return again.parts == text.parts ? nil : "\(again.parts), first \(text.parts)"
    }

    private static func placeholders(_ text: CannedText) -> String? {
        for name in text.placeholders {
            guard (1...CannedText.nameMax).contains(name.count) else {
                return "a name of \(name.count) characters"
            }
        }
        return Set(text.placeholders).count == text.placeholders.count ? nil : "a name twice"
    }

    /// What is filled in is words and nothing else, and none of it is looked through again.
    private static func filled(_ text: CannedText, said: String, _ author: Author) -> String? {
        let desk = DeskSettings(
            queues: [Queue(name: "care", rooms: ["care"])],
            canned: [
                CannedResponse(
                    name: "one", variants: [CannedResponse.Variant(language: nil, text: text)])
            ])
        let mention = Mention(
            key: MentionKey(source: "crm", id: "m1"), text: "hello",
            postedAt: Instant(seconds: 0), author: author)
        let opened = Fact.opened(
            mention: mention, queue: "care", priority: .p3, points: 0, reasons: [],
            firstResponseDueAt: nil, linkedTo: nil)
        guard let matter = Case(opening: opened, id: CaseID(42), at: Instant(seconds: 0)),
            let draft = try? desk.filledCanned(
                "one", said: text.placeholders.isEmpty ? nil : said, for: matter, by: "dana")
        else { return nil }
        var rest = draft.text[...]
        for part in text.parts {
            guard case .words(let words) = part else { continue }
            guard let range = rest.range(ofBytes: words) else {
                return "\(words.debugDescription) is not in \(draft.text.debugDescription)"
            }
            rest = rest[range.upperBound...]
        }
        let isFilled = draft.use.words == .filled
        guard isFilled != text.placeholders.isEmpty else { return "filled: \(isFilled)" }
        return named(author)
    }

    private static func named(_ author: Author) -> String? {
        let name = CannedValue.name(author.name ?? "")
        let handle = CannedValue.handle(author.handle)
        return HarmlessLine.violation(in: name, bytesMax: 4 * CannedValue.nameMax)
            ?? HarmlessLine.violation(in: handle, bytesMax: 4 * CannedValue.handleMax)
            ?? (Links.hosts(in: name).isEmpty ? nil : "a name that is an address: \(name)")
    }
}

extension Substring {
    /// Where these very bytes stand first.
    fileprivate func range(ofBytes text: String) -> Range<Index>? {
        let (bytes, wanted) = (Array(utf8), Array(text.utf8))
        guard wanted.count <= bytes.count else { return nil }
        let start = (0...(bytes.count - wanted.count)).first {
            bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
        guard let start else { return nil }
        let from = utf8.index(startIndex, offsetBy: start)
        return from..<utf8.index(from, offsetBy: wanted.count)
    }
}
