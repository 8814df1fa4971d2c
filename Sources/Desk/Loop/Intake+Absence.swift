import CaseStore
import Casework
import Chat
import Logging

// How far each room was heard, and what a room is told when nobody listened there.
extension Intake {
    func note(
        _ network: NetworkName, absentFrom rooms: [RoomAddress], from: Instant, to: Instant,
        _ state: inout LoopState
    ) {
        for room in rooms {
            // As configured: a network may spell it otherwise.
            guard let place = directory.room(room, on: network) else { continue }
            state.hearing.absent(
                .init(network: network, room: place.address), from: from, to: to,
                post: setup.fresh.key("away"))
        }
        tellAbsences(on: network, &state)
    }

    /// After the first of the desk is back, for the others and for their other rooms.
    static let returnSettling = Lapse.seconds(3)

    /// A card that rang before nobody: whoever comes back reads of it.
    func noteRung(_ post: NewPost, in room: RoomAddress, _ state: inout LoopState) {
        guard post.lane == .urgent, let matter = post.matter, directory.isDeserted(post.network),
            var rung = state.links[post.network]?.rung[room] ?? Optional([]),
            rung.count < LoopState.rungMax, !rung.contains(matter)
        else { return }
        rung.append(matter)
        state.links[post.network]?.rung[room] = rung
    }

    func tellRung(on network: NetworkName, _ state: inout LoopState) {
        guard let rung = state.links[network]?.rung, !state.isStopping else { return }
        state.links[network]?.rung = [:]
        for (room, matters) in rung.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            announcer.tell(rung: matters, in: room, on: network)
        }
    }

    /// How long the news of an absence waits for somebody who reads it.
    static let returnMax = Lapse.minutes(10)

    /// Tells the rooms that do not know it yet, once the link can and somebody is back to read it.
    func tellAbsences(on network: NetworkName, _ state: inout LoopState) {
        guard let link = state.links[network], link.isUp, link.peopledAt == nil,
            !state.isStopping
        else { return }
        if directory.isDeserted(network),
            state.hearing.lastAbsence(on: network).map({ state.latest - $0 < Self.returnMax })
                ?? false
        {
            return
        }
        for (place, absence) in state.hearing.untold(network, at: setup.clock.uptime()) {
            guard let room = place.room else { continue }
            announcer.tell(absence, in: room, on: network)
        }
    }
}

extension Desk {
    /// How far an earlier process heard the rooms of a network.
    func heardMarks(on network: NetworkName) async -> [HeardMark] {
        do {
            return try await intake.store.read { try $0.heardMarks(on: network) }.map { row in
                HeardMark(
                    room: row.room.map { RoomAddress($0) }, messageID: row.messageID,
                    saidAt: row.saidAt, heardAt: row.heardAt)
            }
        } catch {
            intake.logger.error(
                "It is not known how far a network was heard",
                metadata: ["network": "\(network)", "error": "\(error)"])
            return []
        }
    }
}
