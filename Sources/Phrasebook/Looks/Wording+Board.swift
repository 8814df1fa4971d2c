package import Casework

extension Wording {
    /// A line for each queue, and one for who is here.
    package func board(_ queues: [BoardQueue], _ colleagues: [Colleague]) -> [Line] {
        let here = colleagues.filter { $0.isHere && $0.leave == nil }
        let people = here.map { "\(name($0.person.id)) \($0.load.cases)" }
        let away = colleagues.filter { !$0.isHere || $0.leave != nil }
            .reduce(0) { $0 + $1.load.cases }
        var last = people.isEmpty ? "nobody is here" : "here: \(people.joined(separator: ", "))"
        if away > 0 { last += " · with people who are away: \(away)" }
        let lines = queues.map { line(row(of: $0)) } + [line("\(last)")]
        return [answer("the board at \(clockTime(now)):")] + lines
    }

    private func row(of queue: BoardQueue) -> Phrase {
        guard queue.open > 0 else { return "\(queue.name.rawValue) · nothing open" }
        var facts = [queue.name.rawValue, "\(queue.open) open", "\(queue.free) free"]
        if queue.urgent > 0 { facts.append("\(queue.urgent) P1") }
        if let oldest = queue.oldest { facts.append("oldest waits since \(moment(oldest))") }
        if queue.drafts > 0 { facts.append("\(Wording.count(queue.drafts, "draft")) to approve") }
        if queue.overdue > 0 { facts.append("\(queue.overdue) overdue") }
        if queue.warned > 0 { facts.append("\(queue.warned) due soon") }
        return "\(facts.joined(separator: " · "))"
    }
}
