import Casework

// What people do of their own accord, and now and then should not.
extension Worker {
    func idle() {
        soon(120, 2200) { worker in
            defer { worker.idle() }
            guard worker.isWorking else { return }
            let place = worker.usualPlace("queue")
            if worker.isAgent, worker.chance.happens(worker.isSupervisor ? 80 : 450) {
                worker.order("claim", nil, "next", at: place)
            } else {
                worker.whim(place)
            }
        }
    }

    private func whim(_ place: (seat: Int, room: String?)) {
        let number = chance.pick(numbers) ?? 1
        switch chance.below(100) {
        case 0..<22: look(number, place)
        case 22..<40: keep(number, place)
        case 40..<48: chat(place)
        case 48..<56: err(number, place)
        case 56..<60: leave(place)
        case 60..<64: order("take", number, at: place)
        case 64..<68:
            let to = chance.pick(colleagues)?.rawValue ?? "lee"
            order("assign", number, "@\(to)", at: place)
        case 68..<71:
            let to = chance.pick(colleagues)?.rawValue ?? "lee"
            order("handover", nil, "@\(to)", at: place)
        case 71..<75: order("reopen", number, at: place)
        case 75..<79:
            guard let other = chance.pick(numbers) else { return }
            order("merge", number, "into \(other)", at: place)
        case 79..<83: snooze(number, place)
        case 83..<87: order("resolve", number, at: place)
        case 87..<90: order("noise", number, at: place)
        case 90..<94: order("release", number, at: place)
        case 94..<97: order("r", number, words.reply(), at: place)
        default:
            if hasPlans, chance.oneIn(2) { return plan(place) }
            brake(place)
        }
    }

    /// One of two that do not go together, now and then for a time of one's own, and now and then ended.
    private func plan(_ place: (seat: Int, room: String?)) {
        let name = chance.pick(["storm", "calm"]) ?? "storm"
        switch chance.below(8) {
        case 0: order("plan", at: place)
        case 1: order("plan", nil, "test \(name)", at: place)
        case 2: order("plan", nil, "end", at: place)
        case 3: order("plan", nil, "use \(name) for 20m", at: place)
        case 4: order("plan", nil, "use strom", at: place)
        default:
            order("plan", nil, "use \(name)", at: place)
            if chance.oneIn(2) { soon(300, 2400) { $0.order("plan", nil, "end", at: place) } }
        }
    }

    /// And back again, unless that is forgotten.
    private func leave(_ place: (seat: Int, room: String?)) {
        order("away", nil, chance.pick([nil, "10m", "until 12:00"]) ?? nil, at: place)
        if chance.oneIn(3) { return }
        soon(60, 2400) { $0.order("back", at: place) }
    }

    /// To colleagues: in a room, because to the desk alone everything is a command.
    func chat(_ place: (seat: Int, room: String?)) {
        guard let room = place.room ?? seats[place.seat].rooms.first else { return }
        say(words.talk(), nil, (place.seat, room))
    }

    private func look(_ number: Int64, _ place: (seat: Int, room: String?)) {
        switch chance.below(11) {
        case 0, 1: order("q", nil, chance.pick(["free", "mine", "due", "waiting"]), at: place)
        case 2: order("show", number, at: place)
        case 3: order("history", number, at: place)
        case 4: order("why", number, at: place)
        case 5: order("waiting", at: place)
        case 6: order("who", at: place)
        case 7: order("find", nil, sought(), at: place)
        case 8: order("board", at: place)
        case 9:
            let whose = chance.pick(["today", "week", "@\(colleagues.first?.rawValue ?? "lee")"])
            order("stats", nil, whose, at: place)
        default: order("help", nil, chance.oneIn(2) ? "reply" : nil, at: place)
        }
    }

    private func sought() -> String? {
        chance.pick([
            "internet", "cancel* today", "\"blank page\"", "engineer", "@c1@social.example", "#x",
            "nobody answers zebra", "?!",
        ])
    }

    func keep(_ number: Int64, _ place: (seat: Int, room: String?)) {
        switch chance.below(7) {
        case 0, 1: order("n", number, words.note(), at: place)
        case 2: order("tag", number, words.token(.note), at: place)
        case 3: order("link", number, "CRM-\(words.token(.note))", at: place)
        case 4, 5:
            let to = chance.pick(colleagues)?.rawValue ?? "lee"
            order("ask", number, "@\(to) \(words.note())?", at: place)
        default:
            let to = chance.pick(colleagues)?.rawValue ?? "lee"
            order("escalate", number, "@\(to) threatens to sue \(words.token(.reason))", at: place)
        }
    }

    /// Wrong words, wrong numbers, stale marks.
    private func err(_ number: Int64, _ place: (seat: Int, room: String?)) {
        let mark = chance.pick(marks)?.mark ?? "zzzz"
        switch chance.below(8) {
        case 0: order("calim", number, at: place)
        case 1: order("claim", 900_000 + number, at: place)
        case 2: order("ok", mark: mark, at: place)
        case 3: order("no", mark: mark, words.reason(), at: place)
        case 4: order("e", number, words.reply(), at: place)
        case 5: order("ok", number, at: place)
        case 6: order("rewrite", number, words.reply(), at: place)
        default: order("claim", nil, "\(number) \(number + 1) and \(number + 2)", at: place)
        }
    }

    /// The brake, and soon off it again.
    func brake(_ place: (seat: Int, room: String?)) {
        let queue = chance.oneIn(2) ? chance.pick(queues) : nil
        order(
            "hold", nil,
            [queue, "wrong prices \(words.token(.reason))"].compactMap(\.self).joined(
                separator: " "), at: place)
        soon(60, 900) { $0.order("unhold", nil, queue, at: place) }
    }
}
