import Casework

/// What goes with a draft: `attach 42 https://… words`, `attach 42 none`.
extension Reading {
    /// Whether it is an address, and whether words are needed, is the desk's decision.
    mutating func attaching() throws(Mistake) -> Act {
        let target = try target()
        guard let url = scanner.word() else { throw .usage(verb) }
        let alt = scanner.text()
        let command: Command =
            alt.isEmpty && url.lowercased() == "none" ? .detach : .attach(url: url, alt: alt)
        return Act(verb, .cases([target]), .command(command))
    }
}
