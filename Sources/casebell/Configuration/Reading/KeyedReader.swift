import Yams

/// A group of keys while one section is read. It learns the known keys from what is asked for;
/// `finish` reports the rest, each with the nearest known one.
final class KeyedReader {
    let value: Value
    /// The keys in the order of the file.
    let pairs: [(key: String, keyNode: Node, value: Node)]
    private var known: [String] = []
    private var refused: [String] = []
    /// Not a group of keys at all, which has been said already.
    private let isMuted: Bool

    init(_ value: Value) {
        self.value = value
        guard case .mapping(let mapping) = value.node else {
            value.error(
                "a group of keys belongs here, not \(value.kind)",
                "Write \"key: value\" lines or { … }.")
            isMuted = true
            pairs = []
            return
        }
        isMuted = false
        pairs = mapping.compactMap { key, node in
            guard case .scalar(let scalar) = key, !scalar.string.isEmpty else {
                value.document.note(
                    .error, at: Value.position(of: key), key: value.path,
                    "a key has to be a plain word", "Put the name in quotes, or remove the line.")
                return nil
            }
            guard !value.document.hides(scalar.string) else { return nil }
            return (scalar.string, key, node)
        }
    }

    /// The value of a key that may be left out; also nothing where it is left empty.
    subscript(key: String) -> Value? {
        known.append(key)
        guard let pair = pairs.first(where: { $0.key == key }) else { return nil }
        let found = Value(node: pair.value, path: value.join(key), document: value.document)
        return found.isNull ? nil : found
    }

    /// The value of a key that has to be there. `example` shows how to write it.
    func required(_ key: String, _ example: String) -> Value? {
        if let found = self[key] { return found }
        guard !isMuted else { return nil }
        if let pair = pairs.first(where: { $0.key == key }) {
            let hint = example.contains("#") ? " What begins with # needs quotes." : ""
            value.document.note(
                .error, at: Value.position(of: pair.keyNode), key: value.join(key),
                "nothing is written here", "Write \(example).\(hint)")
        } else {
            value.error("the key \"\(key)\" is missing", "Add \(example).")
        }
        return nil
    }

    /// Which of these keys are written here; they all count as known.
    func present(_ keys: [String]) -> [String] {
        known += keys
        return keys.filter { key in pairs.contains { $0.key == key } }
    }

    /// Reports a key that has no place here and is not simply one that is not known.
    func refuse(_ key: String, _ message: String, _ suggestion: String) {
        guard let pair = pairs.first(where: { $0.key == key }) else { return }
        refused.append(key)
        value.document.note(
            .error, at: Value.position(of: pair.keyNode), key: value.join(key), message,
            suggestion)
    }

    /// Whether some key has not been asked for so far: it may be another one, misspelt.
    var hasUnknown: Bool { pairs.contains { !known.contains($0.key) } }

    /// A group that says nothing: without keys, or with empty lists and blanks alone. Not so where
    /// something else than a group stands, which has been reported.
    var isEmpty: Bool {
        !isMuted
            && pairs.allSatisfy { pair in
                let found = Value(
                    node: pair.value, path: value.join(pair.key), document: value.document)
                return found.isNull || found.isEmptyList
            }
    }

    /// Reports the keys that nobody asked for.
    func finish() {
        if !isMuted { value.document.note(asked: known, at: value.path) }
        for pair in pairs where !known.contains(pair.key) && !refused.contains(pair.key) {
            value.document.note(
                .error, at: Value.position(of: pair.keyNode), key: value.join(pair.key),
                "this key is not known", offer(known, insteadOf: pair.key))
        }
    }
}
