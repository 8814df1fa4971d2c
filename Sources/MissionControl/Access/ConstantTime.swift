/// Compares secrets so that the time it takes tells nothing of them.
enum ConstantTime {
    /// Reads every byte of both, wherever they differ. Only their lengths may be found out.
    static func isEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The one that fits. All are asked, whichever it is.
    static func find<Element>(
        in candidates: some Sequence<Element>, _ fits: (Element) -> Bool
    ) -> Element? {
        var found: Element?
        for candidate in candidates where fits(candidate) { found = candidate }
        return found
    }
}
