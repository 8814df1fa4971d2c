import Casework
import Chat
import MatrixWire

extension CrossChecks {
    /// Rooms: on a known network, with a name that it can have, each known by one name.
    func checkRooms() {
        struct Seat: Hashable {
            var network: NetworkName
            var address: String
        }
        var seats: [Seat: RoomName] = [:]
        for room in configuration.desk.rooms {
            let path = "rooms.\(printable(room.name.rawValue))"
            let document = documents.desk
            if documents.connectionIsKnown {
                reportUnknown(
                    room.network.rawValue, what: "network", known: networkNames, in: document,
                    path: "\(path).network")
            }
            guard !room.address.rawValue.isEmpty else { continue }
            checkAddress(room, path: "\(path).room")
            let seat = Seat(network: room.network, address: room.address.rawValue.lowercased())
            if let other = seats[seat] {
                document?.note(
                    .error, of: "\(path).room",
                    "this is the room that \"\(printable(other.rawValue))\" names already",
                    "Use the one name wherever the room is meant.")
            }
            seats[seat] = seats[seat] ?? room.name
        }
    }

    private func checkAddress(_ room: RoomEntry, path: String) {
        let address = room.address.rawValue
        switch network(room.network)?.kind {
        case .irc:
            let fits =
                "#&+!".contains(address.first ?? " ")
                && !address.contains(where: { $0.isWhitespace || $0 == "," })
            if !fits {
                documents.desk?.note(
                    .error, of: path, "\"\(printable(address))\" is no IRC channel",
                    "Write it with its mark and in quotes: \"#care\".")
            }
        case .matrix:
            if !MatrixID.isAlias(address), !MatrixID.isRoom(address) {
                documents.desk?.note(
                    .error, of: path, "\"\(printable(address))\" is no Matrix room",
                    "Write its id or alias in quotes: \"#care:example.org\".")
            }
            if room.key != nil {
                documents.desk?.note(
                    .warning, of: "rooms.\(printable(room.name.rawValue)).key",
                    "Matrix rooms have no keys",
                    "Remove it and invite the bot.")
            }
        case .console, nil:
            break
        }
    }

    /// Queues and routing: rooms and queues that exist.
    func checkQueues() {
        let desk = configuration.desk
        let document = documents.desk
        reportDoubles(desk.queues.map(\.name), what: "the queue", in: document) {
            "queues[\($0)].name"
        }
        for (index, queue) in desk.queues.enumerated() {
            let path = "queues[\(index)]"
            checkRoomNames(queue.rooms, path: "\(path).room")
            if queue.approvals != Array(queue.rooms.prefix(1)) {
                checkRoomNames(queue.approvals, path: "\(path).approvals")
            }
            if let overflow = queue.overflow, documents.queuesAreKnown {
                checkOverflow(overflow, of: queue, path: "\(path).overflow.to")
            }
            if queue.oncall != queue.approvals {
                checkRoomNames(queue.oncall, path: "\(path).oncall")
            }
        }
        for (index, rule) in desk.routing.enumerated()
        where rule.when != Condition() && documents.queuesAreKnown {
            reportUnknown(
                rule.queue.rawValue, what: "queue", known: queueNames, in: document,
                path: "routing[\(index)].queue")
        }
    }

    private func checkOverflow(_ overflow: Queue.Overflow, of queue: QueueEntry, path: String) {
        reportUnknown(
            overflow.to.rawValue, what: "queue", known: queueNames, in: documents.desk, path: path)
        guard overflow.to == queue.name else { return }
        documents.desk?.note(
            .error, of: path, "a queue cannot flow over into itself", "Name another queue.")
    }

    private func checkRoomNames(_ names: [RoomName], path: String) {
        for (index, name) in names.enumerated() {
            let place = "\(path)[\(index)]"
            if documents.roomsAreKnown {
                reportUnknown(
                    name.rawValue, what: "room", known: roomNames, in: documents.desk, path: place)
            }
            if !name.rawValue.isEmpty, names[..<index].contains(name) {
                documents.desk?.note(
                    .error, of: place, "the room \"\(printable(name.rawValue))\" stands here twice",
                    "Name it once.")
            }
        }
    }
}
