import Yams

@testable import casebell

/// What holds for the tree that is made of a text: it is no larger than the text, and what is
/// accepted has no keys but those that are known.
enum TreeProperties {
    static func violation(of texts: [String: [UInt8]], isAccepted: Bool) -> String? {
        for (name, bytes) in texts {
            guard let text = try? SourceText(bytes: bytes).text else { continue }
            let document = YAMLDocument(file: name)
            document.parse(text)
            guard let node = document.root?.node else { continue }
            // A value that is left out takes no letter.
            if size(of: node) > 2 * text.unicodeScalars.count + 2 { return "a tree that grew" }
            let places = places(in: node)
            if Set(places).count < places.count { return "an alias is followed" }
            if isAccepted, let key = stranger(in: node, of: name) {
                return "“\(key)” is accepted in \(name)"
            }
        }
        return nil
    }

    private static func size(of node: Node) -> Int {
        switch node {
        case .scalar, .alias: 1
        case .sequence(let entries): entries.reduce(1) { $0 + size(of: $1) }
        case .mapping(let pairs): pairs.reduce(1) { $0 + size(of: $1.key) + size(of: $1.value) }
        }
    }

    /// Where each word stands; two at the same place are one and its alias.
    private static func places(in node: Node) -> [Position] {
        switch node {
        case .scalar(let scalar):
            scalar.string.isEmpty ? [] : [Value.position(of: node)].compactMap(\.self)
        case .alias: []
        case .sequence(let entries): entries.flatMap(places)
        case .mapping(let pairs): pairs.flatMap { places(in: $0.key) + places(in: $0.value) }
        }
    }

    private static let known: [String: Set<String>] = [
        "casebell.yaml": [
            "name", "timezone", "mode", "state", "store", "log", "networks", "http", "sources",
            "relays",
        ],
        "people.yaml": ["people"],
        "desk.yaml": ["sigil", "style", "rooms", "queues", "priority", "routing", "policy"],
    ]

    private static func stranger(in node: Node, of name: String) -> String? {
        guard case .mapping(let pairs) = node else { return "no group of keys" }
        let keys = pairs.map { $0.key.scalar?.string ?? "?" }
        guard Set(keys).count == keys.count else { return "a key twice" }
        return keys.first { known[name]?.contains($0) != true }
    }
}
