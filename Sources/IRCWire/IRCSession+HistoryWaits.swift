// How long anybody waits for what is read of the past: a server that answers slowly, or not at all,
// delays nobody who speaks now, in however many rooms.
extension IRCSession {
    mutating func watchHistory(at now: Milliseconds) {
        if let reading = history.current {
            let patience = configuration.patience
            if now - reading.askedAt >= patience.history {
                closeAll(at: now)
            } else if now - reading.startedAt >= patience.historyWhole {
                close(isWhole: false, at: now)
            }
        }
        history.forgetDue()
        for (place, _) in history.due.filter({ now >= $0.value }).sorted(by: { $0.key < $1.key }) {
            giveUp(place, at: now)
            history.due[place] = nil
        }
    }

    var nextHistoryMoment: Milliseconds? {
        let patience = configuration.patience
        let ofCurrent = history.current.map {
            min($0.askedAt + patience.history, $0.startedAt + patience.historyWhole)
        }
        return [ofCurrent, history.due.values.min()].compactMap(\.self).min()
    }

    /// The one for which somebody has waited longest.
    var mostUrgentReading: Int? {
        guard !history.due.isEmpty else { return nil }
        var urgent: (due: Milliseconds, index: Int)?
        for (index, reading) in history.waiting.enumerated() where reading.purpose.isAboutTarget {
            guard let due = history.due[key(reading.target)], due < urgent?.due ?? .max else {
                continue
            }
            urgent = (due, index)
        }
        return urgent?.index
    }

    /// Everything that is read about that room or person ends, wherever it stands.
    mutating func giveUp(_ place: FoldedName, at now: Milliseconds) {
        let mapping = support.caseMapping
        let isAbout = { (reading: History.Reading) in
            reading.purpose.isAboutTarget && mapping.key(reading.target) == place
        }
        var ended = [history.current].compactMap(\.self).filter(isAbout)
        if !ended.isEmpty { history.current = nil }
        ended += history.waiting.filter(isAbout)
        history.waiting.removeAll(where: isAbout)
        for reading in ended { end(reading, isWhole: false, at: now) }
    }

    /// The server has left a question unanswered: who waits for the next ones would only wait
    /// longer.
    private mutating func closeAll(at now: Milliseconds) {
        history.restsUntil = now + History.rest
        let ended = [history.current].compactMap(\.self) + history.waiting
        history.current = nil
        history.waiting = []
        for reading in ended { end(reading, isWhole: false, at: now) }
    }
}

extension History {
    /// Something waits for the reading of that place, and at the latest until then.
    mutating func isDue(_ place: FoldedName, at moment: Milliseconds) {
        due[place] = min(due[place] ?? moment, moment)
    }

    mutating func forgetDue() {
        guard !due.isEmpty else { return }
        due = due.filter { held[$0.key] != nil || unsaid[$0.key] != nil }
    }
}
