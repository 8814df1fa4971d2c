import Casework

/// The brake.
extension Wording {
    static let waitingMax = 20

    func brakeLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .braked(let brake, let stopped):
            let off = say(brake.queue.map { "unhold \($0.rawValue)" } ?? "unhold")
            var lines = [
                line(
                    """
                    The brake is on \(whole(desk: brake.queue)) since \(moment(brake.since)), by \
                    \(name(brake.by)): \(sentence(brake.reason)) Nothing goes out to customers \
                    until \(off).
                    """)
            ]
            if !stopped.isEmpty { lines.append(line("Stopped: \(list(stopped))")) }
            return lines
        case .unbraked(let queue, let by, let waiting):
            guard !waiting.isEmpty else {
                return [line("The brake is off \(whole(desk: queue)), by \(name(by)).")]
            }
            let wait = waiting.count == 1 ? "1 reply waits" : "\(waiting.count) replies wait"
            return [
                line(
                    """
                    The brake is off \(whole(desk: queue)), by \(name(by)). Nothing was \
                    released: \(wait) for approval.
                    """),
                line("Waiting: \(list(waiting))"),
            ]
        default: return []
        }
    }

    private func list(_ waiting: [Notice.Waiting]) -> Phrase {
        var items = waiting.prefix(Wording.waitingMax).map { entry -> Phrase in
            "\(entry.id) \(entry.mark) \(outside(entry.customer, upTo: 40))"
        }
        let more = waiting.count - Wording.waitingMax
        if more > 0 { items.append("\(more) more, \(say("waiting"))") }
        return items.joined(" · ")
    }
}
