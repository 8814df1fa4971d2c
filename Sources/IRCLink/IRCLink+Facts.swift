import Casework
import Chat
import IRCWire

// From the session's facts to the desk's events.
extension IRCLink {
    func translate(_ facts: [IRCFact], _ state: inout State) {
        for fact in facts {
            if let event = event(of: fact) { state.events.append(event) }
            note(fact, &state)
        }
    }

    private func event(of fact: IRCFact) -> ChatEvent? {
        switch fact {
        case .said(let saying): .said(self.saying(saying))
        case .absent(let room, let since, let until):
            .absence(
                rooms: [RoomAddress(room)], from: instant(of: since), to: instant(of: until))
        case .receipt(let receipt): .receipt(self.receipt(receipt))
        case .underWay(let id, let attempt):
            .underWay(DeliveryID(id), attempt: attempt, at: now())
        case .rooms(let rooms): .up(rooms: rooms.map { RoomAddress($0) })
        case .privacy(let room, let privacy): .privacy(RoomAddress(room), self.privacy(privacy))
        case .presence(let nick, let account, let isHere):
            .presence(
                Presence(
                    from: DirectAddress(nick), account: account.map { AccountName($0) },
                    isHere: isHere))
        default: nil
        }
    }

    private func note(_ fact: IRCFact, _ state: inout State) {
        switch fact {
        case .registered(let nick):
            state.registeredAt = uptime
            state.wasEverIn = true
            state.troubles.isOver(.ending)
            state.toldReason = nil
            state.notes.append("\(network): registered as \(nick)")
        case .loggedIn(let account): state.notes.append("\(network): logged in as \(account)")
        case .nickChanged(let nick): state.notes.append("\(network): the nick is now \(nick)")
        case .rooms(let rooms):
            for room in rooms { state.troubles.isOver(.room(room)) }
        case .roomRefused(let room, let numeric, let reason, let retry):
            let words = "\(room) does not let \(nick(state)) in: \(reason)"
            guard state.tell(.room(room), words) else { return }
            state.notes.append(
                "\(network): \(words) (\(numeric)); next attempt in \(retry / 1000) s")
        case .roomLost(let room, let reason, let retry):
            state.notes.append("\(network): out of \(room): \(reason); back in \(retry / 1000) s")
            state.tell(.room(room), "out of \(room): \(reason); coming back")
        case .warned(let words): state.notes.append("\(network): \(words)")
        case .secureAt(let port): upgrade(to: port, &state)
        case .securePolicy(let seconds): keepPolicy(seconds, &state)
        case .closing(let reason, let ending):
            state.reason = reason
            state.ending = ending
            troubled(by: ending, reason, &state)
        case .trouble(let words): state.tell(.other(words), words)
        case .credentialsRefused(let reason):
            judge(refusal: reason, wasTaken: state.wasLoggedIn, &state)
        case .passwordRefused(let reason):
            judge(refusal: reason, wasTaken: state.wasEverIn, &state)
        default: break
        }
    }

    private func nick(_ state: State) -> String {
        state.session?.nick ?? configuration.session.nick
    }

    private func troubled(by ending: IRCEnding, _ reason: String, _ state: inout State) {
        let words: String
        switch ending {
        case .dropped, .restarting: return
        case .throttled: words = "kept out for now, coming back with patience: \(reason)"
        case .killed: words = "taken off the network, coming back with patience: \(reason)"
        case .banned:
            words =
                "banned from the server (\(reason)). Asked again ever more slowly: have its "
                + "staff lift the ban, or configure another server"
        }
        // Servers put the same ban in other words at the next attempt.
        state.tell(.ending, words, gist: "\(ending)")
    }

    private func saying(_ saying: IRCSaying) -> Saying {
        let heardAt = now() - Lapse(milliseconds: max(0, uptime - saying.heardAt))
        return Saying(
            network: network, room: saying.room.map { RoomAddress($0) },
            from: DirectAddress(saying.nick), account: saying.account.map { AccountName($0) },
            text: saying.text, addressed: saying.isAddressed, messageID: saying.messageID,
            hasServerID: saying.hasServerID,
            saidAt: saying.serverTime.map { Instant(milliseconds: $0) } ?? heardAt,
            heardAt: heardAt, fromHistory: saying.isFromHistory,
            saidByOurClock: saying.saidAt.map { instant(of: $0) },
            delay: Lapse(milliseconds: saying.delay), isDelaySure: saying.isDelaySure,
            bytesLeft: saying.bytesLeft,
            bytesLeftAsReckoned: min(saying.bytesLeft, saying.bytesLeftAsReckoned))
    }

    private func receipt(_ receipt: IRCReceipt) -> Receipt {
        let outcome: Receipt.Outcome =
            switch receipt.outcome {
            case .sent(let reference): .sent(reference: reference)
            case .notSent: .linkDown
            case .retry(let after): .retry(after: Lapse(milliseconds: after))
            case .refused(let reason): .refused(reason: reason)
            case .unknown: .unknown
            }
        return Receipt(
            id: DeliveryID(receipt.id), attempt: receipt.attempt, outcome: outcome, at: now())
    }

    func notSent(_ post: Post) -> Receipt {
        Receipt(id: post.id, attempt: post.attempt, outcome: .linkDown, at: now())
    }

    private func privacy(_ privacy: IRCRoomPrivacy) -> RoomPrivacy {
        switch privacy {
        case .unknown: .unknown
        case .open: .open
        case .closed(let accounts, let strangers):
            .closed(
                occupants: accounts.map { AccountName($0) },
                strangers: strangers.map { DirectAddress($0) })
        }
    }
}
