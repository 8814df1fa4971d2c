import Casework
import Chat

extension Configuration {
    /// As the check comes in: it takes no nick from anybody, and shows nothing.
    /// - Parameter besideDaemon: the daemon is there under its nick.
    func asGuest(besideDaemon: Bool) -> Configuration {
        var guest = self
        for index in guest.connection.networks.indices {
            switch guest.connection.networks[index].kind {
            case .irc(var irc):
                irc.services = nil
                irc.showsTopic = false
                if besideDaemon { irc.nick += "-check" }
                guest.connection.networks[index].kind = .irc(irc)
            case .matrix(var matrix):
                matrix.showsTopic = false
                guest.connection.networks[index].kind = .matrix(matrix)
            case .console: break
            }
        }
        return guest
    }

    /// What a network's rooms showed.
    func findings(_ sight: RoomWatch.Sight, on network: NetworkName) -> [Finding] {
        guard let joined = sight.joined else {
            let index = connection.networks.firstIndex { $0.name == network } ?? 0
            let words = sight.failure ?? "nothing was heard of its rooms within 20 seconds"
            return [
                .live(
                    .error, "networks[\(index)]", "\(network): \(withoutStop(words))",
                    "The daemon would try again and again.")
            ]
        }
        return desk.rooms.filter { $0.network == network }.flatMap { room -> [Finding] in
            let key = "rooms.\(room.name)"
            guard let address = joined.first(where: { $0.isSame(as: room.address) }) else {
                let why = sight.troubles.first { $0.contains(room.address.rawValue) }
                return [
                    .desk(
                        .error, key, withoutStop(why ?? "\(room.address) could not be joined"),
                        "Invite the bot, or mend the room's key or ban.")
                ]
            }
            let openings = sight.openings[address]
            let privacy = finding(
                sight.privacy[address] ?? .unknown, because: openings ?? [], in: room, key: key)
            guard let encrypted = encryption(in: room, sight, key: key) else {
                return [privacy].compactMap(\.self)
            }
            // Nothing else makes it open.
            return openings == [] ? [encrypted] : [encrypted, privacy].compactMap(\.self)
        }
    }

    /// A room in which nothing can be read.
    private func encryption(
        in room: RoomEntry, _ sight: RoomWatch.Sight, key: String
    ) -> Finding? {
        let begin = "\(room.address) is encrypted"
        guard sight.troubles.contains(where: { $0.hasPrefix(begin) }) else { return nil }
        return .desk(
            .error, key, "\(begin), and what is said there is not read",
            "Make a room without encryption, or connect through pantalaimon.")
    }

    private func wayToClose(_ room: RoomEntry) -> String {
        let kind = connection.networks.first { $0.name == room.network }?.kind
        return if case .matrix = kind {
            "Make it invite-only, with its history for members alone and without guests."
        } else {
            "Make it invite-only or keyed."
        }
    }

    /// Whether customers' words could be shown there.
    private func finding(
        _ privacy: RoomPrivacy, because openings: [RoomOpening], in room: RoomEntry, key: String
    ) -> Finding? {
        if room.isPrivate { return nil }
        switch privacy {
        case .unknown:
            return .desk(
                .warning, key, "it is not known who can read along in \(room.address)",
                "Until it is, no customers' words are shown there.")
        case .open where !openings.isEmpty:
            let reasons = openings.map(\.reason).joined(separator: " and ")
            let remedies = openings.map(\.remedy).joined(separator: " and ")
            return .desk(
                .warning, key,
                "outsiders may read along in \(room.address), because \(reasons): no customers' "
                    + "words are shown there",
                remedies.prefix(1).uppercased() + remedies.dropFirst() + ".")
        case .open:
            return .desk(
                .warning, key,
                "anybody may come into \(room.address): no customers' words are shown there",
                wayToClose(room))
        case .closed(let occupants, let strangers):
            let known = people.flatMap(\.accounts).filter { $0.network == room.network }
                .map { $0.account.rawValue.lowercased() }
            let unknown =
                occupants.map(\.rawValue).filter { !known.contains($0.lowercased()) }
                + strangers.map(\.rawValue)
            guard !unknown.isEmpty else { return nil }
            return .desk(
                .warning, key,
                "not in people.yaml and in \(room.address): "
                    + unknown.sorted().map(printable).joined(separator: ", "),
                "While they are there, no customers' words are shown; add them or see them out.")
        }
    }

    private func withoutStop(_ words: String) -> String {
        words.hasSuffix(".") ? String(words.dropLast()) : words
    }
}

extension RoomAddress {
    fileprivate func isSame(as other: RoomAddress) -> Bool {
        rawValue.lowercased() == other.rawValue.lowercased()
    }
}

extension Finding {
    static func live(
        _ severity: Severity, _ key: String, _ message: String, _ suggestion: String
    ) -> Finding {
        Finding(
            severity: severity, file: "casebell.yaml", position: nil, key: key, message: message,
            suggestion: suggestion)
    }

    static func desk(
        _ severity: Severity, _ key: String, _ message: String, _ suggestion: String
    ) -> Finding {
        Finding(
            severity: severity, file: "desk.yaml", position: nil, key: key, message: message,
            suggestion: suggestion)
    }

    /// What an answer to OPTIONS says of a webhook. One that takes posts alone says 405 or 501, one
    /// that asks who we are 401 or 403: it is there.
    static func options(_ status: Int, key: String) -> Finding? {
        switch status {
        case 300...399:
            .live(
                .warning, key, "the receiver sends us elsewhere (\(status))",
                "Write the address that it names: replies are not sent on.")
        case 404, 410:
            .live(
                .warning, key, "the receiver knows no such path (\(status))",
                "Check the path; a receiver that only knows POST may say so, too.")
        case 501: nil
        case 500...:
            .live(
                .warning, key, "the receiver is in trouble (\(status))", "Look at its log.")
        default: nil
        }
    }
}
