import Casework
import Chat

/// What reading the files once more comes to for a desk that runs: what of them it takes over now,
/// and what takes a restart.
///
/// `desk.yaml`, `people.yaml`, `canned.yaml`, `rota.yaml` and `plans.yaml` are taken over; what the
/// desk is connected to (`casebell.yaml`), and what its links were told when they connected (rooms
/// to join, host masks, sigil and style), stays until a restart. So does what a file said that is
/// gone: whoever exchanges files takes one away for a moment, and nobody shall lose their roles for
/// that.
struct Reload {
    /// What the desk runs on.
    var running: Configuration
    /// The rooms that the links are in.
    private let joined: [RoomEntry]
    /// The host masks that the links know.
    private let masks: Set<PersonEntry.Account>

    init(running: Configuration) {
        self.running = running
        joined = running.desk.rooms
        masks = Set(running.masks)
    }

    enum Result: Equatable {
        case unchanged
        /// It has mistakes, lacks a file, or does not stand without what takes a restart.
        case refused([String])
        /// All that differs takes a restart.
        case later([String])
        case change(Configuration, keys: [String], remarks: [String])
    }

    func reading(_ reading: Configuration.Reading) -> Result {
        let gone = filesGone(from: reading)
        guard let read = reading.configuration else {
            return .refused(gone + reading.report.told)
        }
        guard gone.isEmpty else { return .refused(gone) }
        var next = read
        next.connection = running.connection
        next.connectionOutline = running.connectionOutline
        let later = keepLooks(of: &next) + keepRooms(of: &next)
        let lost = lostRooms(of: next)
        guard lost.isEmpty else { return .refused(lost) }
        next.deskOutline = running.deskOutline.adopting(read.deskOutline, except: later)
        var remarks = newMasks(of: next)
        let waiting = running.connectionOutline.changes(to: read.connectionOutline) + later
        if !waiting.isEmpty {
            remarks.append("a restart takes over: \(waiting.joined(separator: ", "))")
        }
        let keys = running.deskOutline.changes(to: next.deskOutline)
        guard keys.isEmpty else {
            return .change(next, keys: keys, remarks: remarks + reading.report.toldWarnings)
        }
        return remarks.isEmpty ? .unchanged : .later(remarks)
    }

    /// Files that the running configuration was read from.
    private func filesGone(from reading: Configuration.Reading) -> [String] {
        guard !reading.files.isEmpty else { return [] }
        return running.files.filter { !reading.files.contains($0) }
            .map { "\($0) is gone: put it back; a restart goes on without it." }
    }

    /// The links tell commands from talk by the sigil, and quote in the style.
    private func keepLooks(of next: inout Configuration) -> [String] {
        let keys = [
            next.desk.sigil == running.desk.sigil ? nil : "sigil",
            next.desk.style == running.desk.style ? nil : "style",
        ].compactMap(\.self)
        next.desk.sigil = running.desk.sigil
        next.desk.style = running.desk.style
        return keys
    }

    /// Only rooms that the links are in are spoken in, under the names that they have now.
    private func keepRooms(of next: inout Configuration) -> [String] {
        var later: [RoomName] = []
        next.desk.rooms.removeAll { room in
            let known = joined.first { $0.isSame(as: room) }
            if known == nil || known?.key?.source != room.key?.source { later.append(room.name) }
            return known == nil
        }
        return later.map { "rooms.\($0)" }
    }

    /// Rooms of queues, plans and chains in which nobody would be spoken to.
    private func lostRooms(of next: Configuration) -> [String] {
        let known = next.desk.rooms.map(\.name)
        func lost(_ rooms: [RoomName], of key: String) -> [String] {
            Set(rooms).subtracting(known).sorted().map {
                "\(key): the room \($0) is new; a restart joins it, and takes all over."
            }
        }
        return next.plans.plans.flatMap { plan in
            lost(plan.queues.flatMap(\.rooms), of: "plans.\(plan.name)")
        }
            + next.rota.chains.flatMap { chain in
                let targets = chain.steps.flatMap(\.targets)
                return lost(targets.compactMap(\.room), of: "chains.\(chain.name)")
            }
            + next.desk.queues.flatMap { queue in
                lost(queue.rooms + queue.approvals + queue.oncall, of: "queues.\(queue.name)")
            }
    }

    /// People by host mask whom the links do not know.
    private func newMasks(of next: Configuration) -> [String] {
        next.people.filter { person in
            person.identity == .hostmask && !person.accounts.allSatisfy(masks.contains)
        }.map { "people.\($0.name): the host mask counts after a restart" }
    }
}

extension RoomEntry {
    /// One room, whatever the desk calls it.
    fileprivate func isSame(as other: RoomEntry) -> Bool {
        network == other.network
            && address.rawValue.lowercased() == other.address.rawValue.lowercased()
    }
}

extension Configuration {
    fileprivate var masks: [PersonEntry.Account] {
        people.filter { $0.identity == .hostmask }.flatMap(\.accounts)
    }
}

extension CheckReport {
    /// Mistakes that one line in chat has room for; the rest is counted.
    private static let toldMax = 5

    /// The mistakes as the administrators are told them.
    var told: [String] {
        let lines = findings.filter { $0.severity == .error }.map { line(for: $0) }
        guard lines.count > Self.toldMax else { return lines }
        return lines.prefix(Self.toldMax)
            + ["\(lines.count - Self.toldMax) more: casebell check --config \(directory)"]
    }

    /// How much of it is legal but unwise, where something is.
    var toldWarnings: [String] {
        guard warnings > 0 else { return [] }
        let count = warnings == 1 ? "1 warning" : "\(warnings) warnings"
        return ["check has \(count) for it: casebell check --config \(directory)"]
    }
}
