@testable import MatrixWire

/// That nothing a session keeps grows beyond what it says of itself.
enum HomeserverLimits {
    static func violation(in session: MatrixSession) -> String? {
        var violation: String?
        func hold(_ count: Int, _ limit: Int, _ name: StaticString) {
            if count > limit { violation = "\(count) \(name), of which \(limit) may be" }
        }
        hold(session.open.count, 64, "requests at once")
        hold(session.heard.count, session.heard.max, "events heard")
        // Those of the configuration have a place in any case.
        hold(session.rooms.count, RoomBook.roomsMax + session.wanted.count, "rooms")
        hold(session.gaps.count, session.rooms.count + 1, "gaps")
        hold(session.wanted.count, session.configuration.rooms.count, "configured rooms")
        hold(session.memory.invitations.count, RoomBook.invitationsMax, "invitations")
        hold(session.directs.rooms.count, DirectBook.usersMax + DirectBook.makingsMax, "directs")
        hold(session.directs.makings.count, DirectBook.makingsMax, "rooms being made")
        let outbox = session.outbox
        hold(outbox.items.count, Outbox.waitingMax, "utterances")
        hold(outbox.flying.count, Outbox.flyingMax, "utterances on their way")
        hold(outbox.seeds.count, Outbox.seedsMax, "seeds")
        hold(outbox.events.count, outbox.events.max, "events sent")
        hold(outbox.threads.count, outbox.threads.max, "threads")
        for gap in session.gaps.values {
            hold(gap.events.count, SyncState.eventsMax, "events of a gap")
        }
        for room in session.rooms.values {
            hold(room.members.count, MatrixRoom.membersMax, "members")
        }
        for room in session.wanted {
            hold(room.former.count, WantedRoom.formerMax, "former rooms")
            hold(room.servers.count, WantedRoom.serversMax, "servers")
        }
        return violation
    }
}
