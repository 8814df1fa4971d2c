import Casework
import Chat
import MatrixWire

// From the session's facts to the desk's events.
extension Interpreter {
    mutating func take(_ fact: MatrixFact) {
        switch fact {
        case .said(let said):
            let heard = saying(said)
            outcome.events.append(.said(heard))
        case .reacted(let reaction):
            unreplyable.note(reaction.eventID)
            let heard = self.reaction(reaction)
            outcome.events.append(.reacted(heard))
        case .redacted(let redaction):
            unreplyable.note(redaction.eventID)
            let heard = deletion(redaction)
            outcome.events.append(.changed(heard))
        case .edited(let edit):
            unreplyable.note(edit.eventID)
            let heard = change(edit)
            outcome.events.append(.changed(heard))
        case .receipt(let receipt): take(receipt)
        case .underWay(let id, let attempt):
            outcome.events.append(
                .underWay(DeliveryID(id), attempt: attempt, at: clock.now))
        case .heardUntil(let token):
            outcome.events.append(
                .listening(rooms: roomsHeard, at: clock.now, bookmark: token))
            if let homes = moves.takeTold() {
                keepsake.homes = homes
                outcome.keepsake = keepsake
            }
        case .absent(let room, let since, let until):
            let address = names.address(of: room)
            // A room that no earlier process has heard has missed nothing.
            guard since != nil || recalled[address] != nil else { return }
            let end = instant(of: until, in: address) ?? clock.now
            let start = instant(of: since, in: address) ?? end
            outcome.events.append(.absence(rooms: [address], from: min(start, end), to: end))
        case .privacy(let room, let privacy):
            let before = privacies.updateValue(privacy, forKey: room)
            if names.isConfigured(room) { tellPrivacy(of: room) }
            if privacy.isWider(than: before) { reword(in: names.address(of: room)) }
            tellMove(to: room)
        case .presence(let user, let isHere):
            people[user] = isHere ? true : nil
            outcome.events.append(.presence(presence(user, isHere: isHere)))
        case .rooms(let rooms): take(rooms: rooms)
        default: note(fact)
        }
    }

    /// What changes nothing for the desk but is worth a line or a word.
    private mutating func note(_ fact: MatrixFact) {
        switch fact {
        case .loggedIn(let user, let device):
            outcome.notes.append("logged in as \(user), device \(device ?? "unknown")")
        case .credentialsRefused(let reason):
            outcome.failure = .credentialsRefused(
                server: serverName, reason: reason,
                settings: "`user` and `token` or `password`")
        case .up: troubles.isOver(.connection)
        case .down(let reason):
            isUp = false
            outcome.events.append(.down(reason: reason))
        case .roomRefused(let room, let reason, let retry):
            let words = "\(room) does not let \(configuration.session.user) in: \(reason)"
            guard tell(.room(room), words) else { return }
            outcome.notes.append("\(words); next attempt in \(retry / 1000) s")
        case .roomLost(let room, let reason, let retry):
            outcome.notes.append("out of \(room): \(reason); back in \(retry / 1000) s")
            tell(.room(room), "out of \(room): \(reason); coming back")
        case .upgraded(let old, let new):
            names.moved(from: old, to: new)
            outcome.notes.append("\(names.address(of: new)) was upgraded: \(old) is \(new) now")
        case .encrypted(let room):
            encrypted.insert(room)
            note(encrypted: room)
            guard !keepsake.warned.contains(room) else { return }
            unwarned.insert(room)
            if isUp { warn(encrypted: room) }
        case .warned(let words): outcome.notes.append(words)
        case .trouble(let words): tell(.other(words), words)
        default: break
        }
    }

    /// Where what is said can be read.
    private var roomsHeard: [RoomAddress] {
        names.addresses.filter { address in
            names.id(of: address).map { !encrypted.contains($0) } ?? false
        }
    }

    var serverName: String {
        configuration.session.homeserver
            ?? MatrixUserID(configuration.session.user)?.server ?? configuration.session.user
    }

    /// The desk forgets who is there and who can read along when a network goes down: it is told
    /// again, as well as of rooms whose names were not known yet.
    private mutating func take(rooms: [String: String]) {
        let before = Set(names.joined.values)
        let wasUp = isUp
        names.learn(rooms)
        // Of a room that we left nothing is known any more.
        privacies = privacies.filter { rooms.values.contains($0.key) }
        isUp = true
        wasEverUp = true
        for (room, _) in rooms { troubles.isOver(.room(room)) }
        outcome.events.append(.up(rooms: names.addresses))
        for (user, isHere) in people.sorted(by: { $0.key < $1.key }) where !wasUp {
            outcome.events.append(.presence(presence(user, isHere: isHere)))
        }
        for room in rooms.values.sorted() where !wasUp || !before.contains(room) {
            tellPrivacy(of: room)
        }
        moves.note(rooms)
        for room in rooms.values.sorted() { tellMove(to: room) }
        for room in encrypted.sorted() { note(encrypted: room) }
        for room in unwarned.sorted() { warn(encrypted: room) }
    }

    private mutating func tellPrivacy(of room: String) {
        guard let known = privacies[room] else { return }
        let address = names.address(of: room)
        let privacy: RoomPrivacy
        openings[address] = nil
        switch known {
        case .unknown: privacy = .unknown
        case .open(let openings):
            privacy = .open
            self.openings[address] = openings.compactMap(RoomOpening.init)
        case .closed(let members):
            privacy = .closed(
                occupants: members.compactMap(account),
                strangers: members.filter { account(of: $0) == nil }.map { DirectAddress($0) })
        }
        outcome.openings = openings
        outcome.events.append(.privacy(address, privacy))
    }

    /// The desk puts up there what it needs: that is worded for those who read along.
    private mutating func tellMove(to room: String) {
        guard privacies[room] != nil, moves.take(room) else { return }
        outcome.events.append(.moved(names.address(of: room)))
    }

    /// Changes that wait here are worded for those who were there.
    private mutating func reword(in room: RoomAddress) {
        let pause = Lapse(milliseconds: configuration.session.patience.rewording)
        for post in edits.giveUp(in: room) { refuse(post, .retry(after: pause)) }
    }

    private mutating func take(_ receipt: MatrixReceipt) {
        if receipt.id.hasPrefix(Self.ownPrefix) { return settle(receipt) }
        if let rest = splits.ended(receipt.id) { return goOn(receipt, with: rest) }
        let reference: String? =
            if case .sent(let event) = receipt.outcome { event } else { nil }
        self.outcome.events.append(
            .receipt(
                Receipt(
                    id: DeliveryID(receipt.id), attempt: receipt.attempt,
                    outcome: Receipt.Outcome(receipt.outcome), at: clock.now)))
        if let next = edits.ended(receipt.id, as: reference) { say([next]) }
    }

    /// A part of a long post has ended: the next one follows it, or the post has ended with it.
    private mutating func goOn(_ receipt: MatrixReceipt, with rest: [Post]) {
        if case .sent = receipt.outcome {
            if let next = splits.next(of: rest) { say([next]) }
        } else if let post = rest.last {
            refuse(post, Receipt.Outcome(receipt.outcome))
        }
    }
}

extension Receipt.Outcome {
    fileprivate init(_ outcome: MatrixReceipt.Outcome) {
        switch outcome {
        case .sent(let event): self = .sent(reference: event)
        case .notSent: self = .linkDown
        case .retry(let after): self = .retry(after: Lapse(milliseconds: after))
        case .refused(let reason): self = .refused(reason: reason)
        case .unknown: self = .unknown
        }
    }
}
