import Casework
import Chat
import Logging

// A new configuration, between two turns.
extension Intake {
    static let changeNotWritten = "it could not be recorded; ask once more (SIGHUP)"

    /// What it changes is on disk, or it is refused because of queues in which cases are open.
    func settle(
        _ change: DeskChange, leaving queues: [QueueName], _ state: inout LoopState
    ) {
        guard queues.isEmpty else {
            let names = queues.map(\.rawValue).joined(separator: ", ")
            return refuse(
                change,
                because: "cases are open in \(names), which it leaves out: finish or merge them, "
                    + "or keep the queue", &state)
        }
        let keys = change.keys.joined(separator: ", ")
        // Whoever administers it until now hears of it, too, while it is known where they are:
        // afterwards perhaps nobody is left.
        tellAdmins(
            ["configuration taken over: \(keys)"] + change.remarks, and: change.setup.staff.admins,
            &state)
        state.promiseWindows(of: setup.settings)
        running.adopt(change.setup)
        directory.adopt(
            staff: change.setup.staff, rooms: change.setup.rooms,
            answersInRoom: change.setup.answersInRoom)
        let uptime = setup.clock.uptime()
        for network in state.links.keys {
            // Who counts as an outsider may have changed.
            state.links[network]?.privacyAt = uptime + Self.privacySettling
        }
        // Those whom nobody knew before it.
        speakOfTroubles(&state)
        var metadata: Logger.Metadata = ["keys": "\(keys)"]
        if !change.remarks.isEmpty {
            metadata["remarks"] = "\(change.remarks.joined(separator: "; "))"
        }
        logger.notice("The configuration was taken over", metadata: metadata)
        end(change, isTaken: true)
    }

    func refuse(_ change: DeskChange, because reason: String, _ state: inout LoopState) {
        logger.error(
            "The configuration was not taken over; the running one stays",
            metadata: ["reason": "\(reason)"])
        tellAdmins(["configuration not taken over, the running one stays: \(reason)"], &state)
        end(change, isTaken: false)
    }

    private func end(_ change: DeskChange, isTaken: Bool) {
        change.end?.yield(isTaken)
        change.end?.finish()
    }

    /// Each at one place where they are, now or when they come.
    /// - Parameter others: those who are administrators from now on.
    func tellAdmins(
        _ news: [String], and others: [PersonID] = [], _ state: inout LoopState
    ) {
        let uptime = setup.clock.uptime()
        let admins = directory.admins
        let people = admins + others.filter { !admins.contains($0) }
        for words in news {
            _ = state.troubles.add(words, for: people, uptime: uptime, isAnswer: true)
        }
        speakOfTroubles(&state)
    }
}
