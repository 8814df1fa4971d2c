import Casework
package import Chat
import IRCWire
import Synchronization

// How far each room was heard: taken up from an earlier process, carried from one connection to
// the next, and told now and then so that a later process can take it up.
extension IRCLink {
    /// Between two accounts of how far everything was heard, while nothing changes.
    static let listeningEvery: Milliseconds = 30_000

    package func recall(_ marks: [HeardMark]) {
        let (now, uptime) = (now(), uptime)
        state.withLock { state in
            for mark in marks {
                let known = IRCMemory.Mark(
                    messageID: mark.messageID,
                    serverTime: (mark.saidAt ?? mark.heardAt).milliseconds,
                    awaySince: uptime - max(0, (now - mark.heardAt).milliseconds))
                if let room = mark.room {
                    state.memory.marks[room.rawValue] = known
                } else {
                    state.memory.direct = known
                }
            }
        }
    }

    /// When something happened that the session dates by its own clock.
    func instant(of moment: Milliseconds) -> Instant {
        now() - Lapse(milliseconds: max(0, uptime - moment))
    }

    /// Tells how far everything was heard: at once when the rooms change, else now and then.
    /// - Parameter isLast: the connection is about to be closed.
    func noteListening(_ state: inout State, isLast: Bool = false) {
        // The session is asked where it stands: a copy of it costs more than all the rest.
        guard state.session?.isRegistered ?? false,
            let rooms = state.session?.roomsListenedTo, let heardAt = state.session?.lastHeardAt
        else { return }
        let isDue =
            isLast || rooms != state.listening?.rooms
            || heardAt - (state.listening?.at ?? heardAt) >= IRCLink.listeningEvery
        guard isDue, !rooms.isEmpty else { return }
        state.listening = (rooms, heardAt)
        state.events.append(
            .listening(rooms: rooms.map { RoomAddress($0) }, at: instant(of: heardAt)))
    }
}
