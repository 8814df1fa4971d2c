import Casework

extension NewPost {
    init(row: inout Columns) throws {
        let id = try row.id(DeliveryID.self)
        let network = try row.id(NetworkName.self)
        let kind = try row.text()
        let address = try row.text()
        let room = try row.idIfAny(RoomName.self)
        let level = try row.count()
        guard let lane = Lane(rawValue: level) else {
            throw StoreFailure.damaged("post \(id) has no lane")
        }
        self.init(
            id: id, network: network,
            address: kind == "room" ? .room(address) : .person(address), room: room, lane: lane,
            purpose: try row.word(), matter: try row.numberIfAny(),
            revision: try row.countIfAny(), notice: try JSONText.decoded(try row.text()),
            to: try row.textIfAny(), answers: try row.textIfAny(), createdAt: try row.time())
    }

    var values: [SQLValue] {
        get throws {
            let (kind, place) =
                switch address {
                case .room(let room): ("room", room)
                case .person(let person): ("person", person)
                }
            return [
                .id(id), .id(network), .text(kind), .text(place), .id(room),
                .integer(lane.rawValue), .word(purpose), .number(matter), .integer(revision),
                .text(try JSONText.encoded(notice)), .text(to), .text(answers),
                .time(createdAt),
            ]
        }
    }
}

extension RecoveredPosts.Unknown {
    init(row: inout Columns) throws {
        let id = try row.id(DeliveryID.self)
        let network = try row.id(NetworkName.self)
        let kind = try row.text()
        let address = try row.text()
        self.init(
            id: id, network: network,
            address: kind == "room" ? .room(address) : .person(address),
            matter: try row.numberIfAny())
    }
}

extension ReplyRow {
    init(row: inout Columns) throws {
        self.init(
            key: try row.id(), matter: try row.number(), revision: try row.count(),
            state: try row.word(), due: try row.time(), departedAt: try row.timeIfAny(),
            attempts: try row.count(), uncertain: try row.flag(),
            leasedUntil: try row.timeIfAny())
    }

    var isPending: Bool { state == .scheduled || state == .sending }
}
