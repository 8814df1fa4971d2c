import Casework

/// A configuration that a running desk is to take over: how it works, and who works in it. What
/// it is connected to takes a new process.
package struct DeskChange: Sendable {
    package var setup: DeskSetup
    /// The keys whose values differ, as the files name them, `policy.undo_window`.
    package var keys: [String]
    /// What else the administrators have to know, as sentences.
    package var remarks: [String]
    /// Told once whether the desk runs on it.
    let end: AsyncStream<Bool>.Continuation?

    package init(setup: DeskSetup, keys: [String], remarks: [String] = []) {
        self.init(setup: setup, keys: keys, remarks: remarks, end: nil)
    }

    private init(
        setup: DeskSetup, keys: [String], remarks: [String], end: AsyncStream<Bool>.Continuation?
    ) {
        self.setup = setup
        self.keys = keys
        self.remarks = remarks
        self.end = end
    }

    func telling(_ end: AsyncStream<Bool>.Continuation) -> DeskChange {
        DeskChange(setup: setup, keys: keys, remarks: remarks, end: end)
    }

    /// Who is of the desk before it and not after it.
    func leavers(of people: [Person]) -> [PersonID] {
        let staying = Set(setup.staff.map(\.person.id))
        return people.map(\.id).filter { !staying.contains($0) }
    }

    /// The queues that it leaves out.
    func queuesGone(from desk: DeskSettings) -> [QueueName] {
        desk.queues.map(\.name).filter { setup.settings.queue(named: $0) == nil }
    }
}

extension Desk {
    /// Takes a configuration over between two turns: what came before is decided under the old
    /// one, what comes after under the new one, and the audit has it as `config.changed`. It is
    /// not taken if a queue with open cases would be gone. The administrators are told either way.
    /// - Returns: whether the desk runs on it; false also when the desk ends before it can.
    package func reconfigure(_ change: DeskChange) async -> Bool {
        let (ends, end) = AsyncStream<Bool>.makeStream()
        intake.inbox.put(.change(change.telling(end)))
        for await isTaken in ends { return isTaken }
        return false
    }

    /// Tells the administrators what they have to know of the configuration, a sentence each.
    package func tellAdministrators(_ news: [String]) {
        intake.inbox.put(.configuration(news))
    }
}
