import Casework

extension SQLReading {
    package func heardMarks(on network: NetworkName) throws -> [HeardRow] {
        try sql.all(HearingStatements.marks, [.id(network)]) { row in
            let network: NetworkName = try row.id()
            let room = try row.text()
            return HeardRow(
                network: network, room: room.isEmpty ? nil : room,
                messageID: try row.textIfAny(), saidAt: try row.timeIfAny(),
                heardAt: try row.time())
        }
    }
}

extension SQLWriter {
    package func keep(_ marks: [HeardRow]) throws {
        for mark in marks {
            try sql.run(
                HearingStatements.keep,
                [
                    .id(mark.network), .text(mark.room ?? ""), .text(mark.messageID),
                    .time(mark.saidAt), .time(mark.heardAt),
                ])
        }
    }
}
