package import Casework

/// What a page says outside the chat. Nothing of a customer's is in it: neither words nor a name.
extension Wording {
    /// - Parameter hasLink: an address follows the last line.
    package func mail(for page: Page, hasLink: Bool) -> (subject: String, lines: [String]) {
        guard !page.cases.isEmpty else {
            var lines = ["This is a page for practice. Nothing has happened."]
            if hasLink { lines += ["", "Acknowledge it here, to see that the link works:"] }
            return ("Page for practice, nothing has happened", plain(lines))
        }
        let cases = page.cases.sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        let test = page.isTest ? "For practice: " : ""
        return (
            plain([test + subject(cases)])[0],
            plain(
                [Wording.count(cases.count, "case") + " to look after:", ""]
                    + cases.map { paged($0) } + [
                        "",
                        "You are paged by \(page.chain), step \(page.step). In the chat, "
                            + "“ack \(cases.count == 1 ? "\(cases[0].id.number)" : "all")” says that "
                            + "you look after \(cases.count == 1 ? "it" : "them"), and nobody else "
                            + "is paged.",
                    ] + (hasLink ? ["", "So does the button behind this link, once:"] : []))
        )
    }

    private func subject(_ cases: [PagedCase]) -> String {
        let first = "\(cases[0].id) \(cases[0].priority.rawValue) \(cases[0].queue.rawValue)"
        guard cases.count > 1 else {
            return cases[0].firstResponseDueAt.map { "PAGE \(first), \(due($0) ?? "")" }
                ?? "PAGE \(first)"
        }
        return "PAGE \(cases.count) cases: \(first), …"
    }

    /// `#42 P1 care, opened 10:28 (3m ago), first reply due 10:58 (27m)`.
    package func paged(_ paged: PagedCase) -> String {
        let due = due(paged.firstResponseDueAt).map { ", first reply \($0)" } ?? ""
        return "\(paged.id) \(paged.priority.rawValue) \(paged.queue.rawValue), opened "
            + "\(moment(paged.openedAt))\(due)"
    }

    /// In the style of this desk.
    private func plain(_ lines: [String]) -> [String] {
        lines.map { words in
            line(Phrase(.text(words))).spans.map { span in
                switch span {
                case .text(let words), .strong(let words), .person(let words), .quoted(let words):
                    words
                }
            }.joined()
        }
    }
}
