/// Where a text leads to.
enum Links {
    /// The hosts, in lower case, each once. What is written without a scheme counts where a
    /// network would make a link of it: `www.…`, and names with dots that end in letters.
    static func hosts(in text: String) -> [String] {
        var hosts: [String] = []
        let words = text.split { $0.isWhitespace || "\"'<>()[],;“”‘’«»".contains($0) }
        for word in words {
            guard let host = host(of: word), !hosts.contains(host) else { continue }
            hosts.append(host)
        }
        return hosts
    }

    /// - Parameter allowed: hosts in lower case; what is below one of them is allowed, too.
    static func elsewhere(in text: String, than allowed: [String]) -> [String] {
        hosts(in: text).filter { host in
            !allowed.contains { host == $0 || host.hasSuffix(".\($0)") }
        }
    }

    private static func host(of word: Substring) -> String? {
        if let scheme = word.range(of: "://") {
            return bare(authority(word[scheme.upperBound...]))
        }
        let start = authority(word)
        // `a@b.example` is an address of mail or a handle, and told as that.
        guard !start.contains("@"), let host = bare(start) else { return nil }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last,
            last.count > 1, last.allSatisfy(\.isLetter),
            host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." })
        else { return nil }
        return host
    }

    /// What stands before the path, as browsers read it.
    private static func authority(_ text: Substring) -> Substring {
        text.prefix { !"/?#\\".contains($0) }
    }

    /// Without who it is for, the port and what ends a sentence.
    private static func bare(_ authority: Substring) -> String? {
        var host = authority
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if let colon = host.lastIndex(of: ":") { host = host[..<colon] }
        while let last = host.last, ".:!?…".contains(last) { host.removeLast() }
        return host.isEmpty ? nil : host.lowercased()
    }
}

extension Substring {
    fileprivate func range(of mark: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            let rest = self[start...]
            if rest.hasPrefix(mark) { return start..<rest.index(start, offsetBy: mark.count) }
            start = index(after: start)
        }
        return nil
    }
}
