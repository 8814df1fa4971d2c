import Casework

// How a person says a thing where messages can be answered in threads and have signs on them.
extension Worker {
    /// What was to be a line with a number or a mark is a sign on the message that they have before
    /// them, or said in its thread.
    func putOtherwise(_ said: Said, _ network: Network) {
        guard network.habits.keepsMessages, let address = said.room, let intent = said.intent,
            let room = network.room(address)
        else { return }
        if isRushed || chance.oneIn(2), let gesture = sign(for: intent, in: room) {
            said.gesture = gesture
            return
        }
        guard chance.oneIn(3), let number = intent.matter, let words = intent.words,
            ["n", "r", "e", "tag"].contains(intent.verb), !words.hasPrefix("#"),
            let card = room.log.last(where: { $0.sight.isRing(of: number) && !$0.signs.isEmpty })
        else { return }
        said.thread = card.id
        said.spoken = "!\(intent.verb) \(words)"
    }

    private func sign(for intent: Intent, in room: Network.Room) -> Said.Gesture? {
        switch intent.verb {
        case "c", "claim":
            guard let number = intent.matter else { return nil }
            return gesture("\u{1F440}") { $0.sight.isRing(of: number) }
        case "ok", "approve":
            guard let mark = intent.mark, intent.matter == nil else { return nil }
            return gesture("\u{2705}") { $0.sight.isCard(of: mark) }
        default: return nil
        }
        func gesture(
            _ key: String, on isWanted: (Network.Message) -> Bool
        ) -> Said.Gesture? {
            room.log.last { isWanted($0) && $0.signs.contains(key) }.map {
                Said.Gesture(kind: .sign(key), target: $0.id)
            }
        }
    }

    /// Now and then they change what they have said, or take it away; and a sign, too.
    func regret(_ said: Said, _ place: (seat: Int, room: String?)) {
        let network = seats[place.seat].network
        guard network.habits.keepsMessages, said.room != nil, chance.oneIn(25) else { return }
        soon(5, 200) { worker in
            guard let id = said.id, worker.isThere(place.seat), !worker.isSilent else { return }
            worker.takeBack(said, id, at: place)
        }
    }

    private func takeBack(_ said: Said, _ id: String, at place: (seat: Int, room: String?)) {
        let seat = seats[place.seat]
        let isSign = said.gesture != nil
        let intent = isSign ? said.intent.flatMap(undoing) : nil
        let isEdit = !isSign && chance.oneIn(2)
        let change = Said(
            at: scheduler.now, network: said.network, room: said.room, nick: seat.user.nick,
            account: seat.user.account, person: isDismissed ? nil : self.id,
            text: "takes back: \(said.text)", intent: isDismissed ? nil : intent)
        change.mayBeSilent = true
        change.gesture = Said.Gesture(
            kind: isEdit ? .edited("!c 1") : .deleted, target: id)
        seat.network.say(change)
    }

    private func undoing(_ intent: Intent) -> Intent? {
        switch intent.verb {
        case "c", "claim": Intent(verb: "release", matter: intent.matter, mark: nil, words: nil)
        case "ok", "approve":
            Intent(verb: "undo", matter: matter(of: intent), mark: nil, words: nil)
        default: nil
        }
    }

    private func matter(of intent: Intent) -> Int64? {
        intent.matter ?? marks.last { $0.mark == intent.mark }?.matter
    }
}

extension Sight {
    fileprivate func isRing(of number: Int64) -> Bool {
        if case .ring(number) = self { true } else { false }
    }

    fileprivate func isCard(of mark: String) -> Bool {
        if case .card(_, mark, _) = self { true } else { false }
    }
}
