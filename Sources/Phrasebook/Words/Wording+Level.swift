import Casework

/// Service levels.
extension Wording {
    /// One line, however many cases it tells of.
    func reminder(_ briefs: [CaseBrief], _ total: Int, isBreach: Bool) -> Line {
        guard let first = briefs.first, total > 1 else {
            return briefs.first.map { reminder($0, isBreach: isBreach) } ?? line("")
        }
        let more = total > briefs.count ? " · and \(total - briefs.count) more" : ""
        let queue = Set(briefs.map(\.queue)).count == 1 ? " \(first.queue.rawValue)" : ""
        let what = isBreach ? "overdue" : "due soon"
        let way = say(isDirect ? "queue mine" : "queue\(queue) due")
        return line(
            """
            \(Wording.count(total, "reply", "replies")) \(what): \
            \(briefs.map(item).joined(separator: " · "))\(more). \(way)
            """)
    }

    /// `#42 P1 care: first reply to @mara@social.example due 10:58 (7m) · dana's · !show 42`.
    private func reminder(_ brief: CaseBrief, isBreach: Bool) -> Line {
        // What is told at the very moment is over all the same.
        let late = isBreach ? brief.dueAt.map { "overdue \(moment($0))" } : nil
        return line(
            """
            \(brief.id) \(brief.priority.rawValue): \(Wording.reply(brief.response)) to \
            \(handle(brief.customer)) \(late ?? due(brief) ?? "due") · \(whose(brief)) · \
            \(command(brief.holder == nil ? .claim : .show, brief))
            """)
    }

    private func item(_ brief: CaseBrief) -> String {
        let time = brief.dueAt.map { " \(moment($0))" } ?? ""
        return "\(brief.id) \(brief.priority.rawValue)\(time) \(whose(brief))"
    }
}
