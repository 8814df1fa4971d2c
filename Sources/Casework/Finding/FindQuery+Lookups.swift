/// What the index is asked for.
extension FindQuery.Part {
    package enum Lookup: Hashable, Sendable {
        /// These tokens, one after another.
        case phrase([String])
        /// These tokens one after another, and then one that begins so.
        case stem(after: [String], String)
        /// A sign that stands anywhere.
        case sign(String)
    }

    /// All of them have to be found. What follows after the last sign of a run is not known here,
    /// so that it is left to the one before it, or looked for by itself.
    package var lookups: [Lookup] {
        switch kind {
        case .handle(let key), .tag(let key): return [.phrase([key])]
        case .words(let words, isStem: true):
            let tokens = FindEntry.tokens(of: words)
            return [.stem(after: Array(tokens.dropLast()), tokens.last ?? "")]
        case .words(let words, isStem: false):
            var tokens = FindEntry.tokens(of: words)
            guard let last = words.last, FindWords.isSign(last) else { return [.phrase(tokens)] }
            tokens.removeLast()
            if words.count > 1, FindWords.isSign(words[words.count - 2]) {
                return [.phrase(tokens)]
            }
            return tokens.isEmpty ? [.sign(last)] : [.phrase(tokens), .sign(last)]
        }
    }
}
