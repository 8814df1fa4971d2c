import Casework

// What a person does about what they have read.
extension Worker {
    func see(_ shown: Shown, at seat: Int) {
        guard !isDone, isNews(shown.text) else { return }
        let (to, sight) = shown.sight
        let place = (seat: seat, room: shown.room)
        let isToMe = shown.room == nil || to == seats[seat].user.nick
        remember(sight)
        if case .paged(let cases) = sight { return wake(for: cases, at: place) }
        guard isWorking || (isSupervisor && chance.oneIn(12)) else { return }
        react(to: sight, isToMe: isToMe, place)
    }

    private func isNews(_ text: String) -> Bool {
        guard !lately.contains(text) else { return false }
        lately.append(text)
        if lately.count > 12 { lately.removeFirst() }
        return true
    }

    private func remember(_ sight: Sight) {
        switch sight {
        case .ring(let number), .listed(let number, _), .wroteAgain(let number, _):
            numbers.append(number)
        case .rings(let rung):
            numbers += rung.suffix(10)
        case .card(let number, let mark, let author):
            numbers.append(number)
            marks.append((number, mark, author))
            card = (number, mark, author)
        default: break
        }
        if numbers.count > 40 { numbers.removeFirst(20) }
        if marks.count > 40 { marks.removeFirst(20) }
    }

    private func react(to sight: Sight, isToMe: Bool, _ place: (seat: Int, room: String?)) {
        switch sight {
        case .ring(let number), .free(let number):
            guard isAgent else { return }
            if seats[place.seat].network.habits.keepsMessages, chance.oneIn(4) {
                rush(number, place)
            } else if chance.happens(isSupervisor ? 100 : 450) {
                claim(number, place, within: 60)
            }
        case .rings(let rung):
            for number in rung where isAgent && chance.happens(isSupervisor ? 100 : 250) {
                claim(number, place, within: 120)
            }
        case .listed(let number, let isFree):
            if isAgent, isToMe, isFree, chance.happens(120) { claim(number, place, within: 120) }
        case .wroteAgain(let number, let isFree):
            if isFree {
                if isAgent, chance.happens(400) { claim(number, place, within: 60) }
            } else if mine.contains(number), chance.happens(700) {
                soon(20, 200) { $0.write(number, place) }
            }
        case .yours(let number) where isToMe:
            mine.append(number)
            if mine.count > 30 { mine.removeFirst() }
            workOn(number, place)
        case .drafted(let number, let mark) where isToMe: secondThoughts(number, mark, place)
        case .draftText(let number, _):
            // A thread has a line for each of its posts.
            if let read = card, read.matter == number {
                card = nil
                judge(read, place)
            }
        case .alike(let number, let mark, let card):
            // Whoever has read the card has the same before them once more.
            guard isSupervisor || chance.happens(mischief) else { return }
            let matter = chance.oneIn(4) ? number : nil
            soon(3, 60) { worker in
                switch worker.chance.below(10) {
                case 0..<6: worker.order("ok", mark: card, at: place)
                case 6, 7: worker.order("ok", matter, mark: matter == nil ? mark : nil, at: place)
                case 8: worker.order("no", mark: card, worker.words.reason(), at: place)
                default: break
                }
            }
        case .approved(let number, let mark): afterApproval(number, mark, place)
        case .offered(let number, let to):
            if to == seats[place.seat].user.nick || to == id.rawValue, chance.happens(700) {
                claim(number, place, within: 90)
            }
        case .woken(let number) where mine.contains(number):
            soon(10, 200) { $0.write(number, place) }
        case .begun(let number):
            // The next post of the thread is on its way.
            if mine.contains(number), chance.oneIn(4) {
                order("undo", number, at: place)
            } else if isSupervisor, chance.oneIn(8) {
                brake(place)
            }
        case .sent(let number) where mine.contains(number): afterSending(number, place)
        case .sentBack(let number, _) where mine.contains(number):
            if chance.happens(850) { soon(20, 150) { $0.write(number, place) } }
        case .asked(let number) where isToMe:
            if chance.happens(800) {
                soon(20, 600) { $0.order("answer", number, $0.words.note(), at: place) }
            }
        default: mend(sight, isToMe: isToMe, place)
        }
    }

    private func claim(_ number: Int64, _ place: (seat: Int, room: String?), within: Int64) {
        let verb = chance.oneIn(2) ? "c" : "claim"
        // Several at the very same moment.
        if chance.oneIn(5) {
            soon(10, 10) { $0.order(verb, number, at: place) }
        } else {
            soon(2, within) { $0.order(verb, number, at: place) }
        }
    }

    /// By a sign on a card of which the desk may not know yet that it is there; more than one may.
    private func rush(_ number: Int64, _ place: (seat: Int, room: String?)) {
        scheduler.after(Lapse(milliseconds: chance.between(1, 400))) { [weak self] in
            guard let self, !isDone else { return }
            isRushed = true
            defer { isRushed = false }
            order("c", number, at: place)
        }
    }

    private func workOn(_ number: Int64, _ place: (seat: Int, room: String?)) {
        switch chance.below(100) {
        case 0..<76: soon(15, 200) { $0.write(number, place) }
        case 76..<80: soon(5, 120) { $0.order("release", number, at: place) }
        case 80..<84: soon(5, 60) { $0.order("noise", number, at: place) }
        case 84..<88:
            let to = chance.pick(colleagues)?.rawValue ?? "dana"
            soon(5, 90) { $0.order("handover", nil, "@\(to) \(number)", at: place) }
        case 88..<91:
            guard let other = chance.pick(numbers) else { return }
            soon(5, 90) { $0.order("merge", number, "into \(other)", at: place) }
        default:
            soon(5, 60) { $0.keep(number, place) }
            soon(30, 200) { $0.write(number, place) }
        }
    }

    func write(_ number: Int64, _ place: (seat: Int, room: String?)) {
        if hasCanned, chance.oneIn(4) { return can(number, place) }
        let verb = chance.oneIn(8) ? "dm" : chance.oneIn(3) ? "reply" : "r"
        let text =
            chance.oneIn(15)
            ? words.longReply()
            : chance.oneIn(60)
                ? "you idiots" : chance.oneIn(4) ? words.replies() : words.reply()
        order(verb, number, text, at: place)
        hasWritten(number)
        // Somebody always says something about it.
        if chance.happens(mischief * 3) {
            soon(1, 20) { $0.chat(place) }
        }
    }

    /// Shows a canned text, which becomes a draft once they have read it.
    private func can(_ number: Int64, _ place: (seat: Int, room: String?)) {
        if chance.oneIn(2) {
            order("canned outage", number, at: place)
        } else if chance.oneIn(3) {
            order("canned hello", number, at: place)
        } else {
            order("canned sorry", number, words.reply(), at: place)
        }
        hasWritten(number)
    }

    /// The author of a draft, before anybody else has looked at it.
    private func secondThoughts(
        _ number: Int64, _ mark: String, _ place: (seat: Int, room: String?)
    ) {
        if chance.happens(mischief * 2) { soon(1, 60) { $0.order("ok", mark: mark, at: place) } }
        if chance.happens(90) {
            soon(5, 60) { $0.order("e", number, $0.words.reply(), at: place) }
        }
        if chance.happens(30) { soon(5, 60) { $0.order("drop", number, at: place) } }
        if chance.happens(60) { soon(5, 60) { $0.attach(number, place) } }
    }

    /// Something goes with it, or nothing any more; and now and then it is no address.
    private func attach(_ number: Int64, _ place: (seat: Int, room: String?)) {
        let what: String =
            switch chance.below(8) {
            case 0: "none"
            case 1: "map.png a map"
            case 2: "https://status.example/map.png"
            default: "https://status.example/\(chance.below(5)).png map \(chance.below(3))"
            }
        order("attach", number, what, at: place)
    }

    /// Somebody who may approve has a draft's card before them.
    private func judge(
        _ card: (matter: Int64, mark: String, author: String), _ place: (seat: Int, room: String?)
    ) {
        let mayTry = isSupervisor || chance.happens(mischief)
        guard mayTry, card.author != id.rawValue || chance.happens(mischief) else { return }
        let wait: (Int64, Int64) = chance.oneIn(5) ? (15, 15) : (4, 120)
        let (matter, mark) = (card.matter, card.mark)
        soon(wait.0, wait.1) { worker in
            switch worker.chance.below(100) {
            case 0..<72: worker.order("ok", mark: mark, at: place)
            case 72..<82: worker.order(worker.chance.oneIn(2) ? "ok" : "approve", matter, at: place)
            case 82..<83:
                // Where the card was not shown.
                worker.order("ok", matter, at: (place.seat, worker.seats[place.seat].rooms.first))
            case 83..<84: worker.order("ok", matter, mark, at: place)
            case 84..<92: worker.order("no", mark: mark, worker.words.reason(), at: place)
            case 92..<95: worker.order("rewrite", matter, worker.words.reply(), at: place)
            default: break
            }
        }
    }

    private func afterApproval(
        _ number: Int64, _ mark: String, _ place: (seat: Int, room: String?)
    ) {
        let isConcerned = mine.contains(number) || isSupervisor
        guard isConcerned else { return }
        switch chance.below(1000) {
        case 0..<30: soon(2, 28) { $0.order("u", number, at: place) }
        case 30..<60:
            // At the last moment.
            scheduler.after(chance.milliseconds(28_500, 31_000)) { [weak self] in
                self?.order("undo", number, at: place)
            }
        case 60..<80: soon(2, 29) { $0.order("e", number, $0.words.reply(), at: place) }
        case 80..<88: soon(2, 31) { $0.order("drop", number, at: place) }
        case 88..<108: soon(1, 40) { $0.order("ok", mark: mark, at: place) }
        case 108..<116: soon(1, 40) { $0.order("no", mark: mark, $0.words.reason(), at: place) }
        case 116..<124 where isSupervisor: soon(2, 30) { $0.brake(place) }
        default: break
        }
    }

    private func afterSending(_ number: Int64, _ place: (seat: Int, room: String?)) {
        switch chance.below(100) {
        case 0..<55:
            soon(10, 300) {
                $0.order("resolve", number, $0.chance.oneIn(2) ? "done" : nil, at: place)
            }
        case 55..<72: soon(10, 200) { $0.snooze(number, place) }
        case 72..<76: soon(5, 60) { $0.order("undo", number, at: place) }
        default: break
        }
    }

    func snooze(_ number: Int64, _ place: (seat: Int, room: String?)) {
        let until =
            chance.oneIn(5)
            ? "until \(chance.between(10, 23)):\(chance.between(10, 59))"
            : "\(chance.between(5, 150))m"
        order("snooze", number, until, at: place)
    }

    /// Something went wrong, or is unclear.
    private func mend(_ sight: Sight, isToMe: Bool, _ place: (seat: Int, room: String?)) {
        switch sight {
        case .held(_, let mark), .failed(_, let mark), .calledBack(_, let mark):
            let matter = marks.last { $0.mark == mark }
            if isSupervisor, matter?.author != id.rawValue || chance.happens(mischief),
                chance.happens(500)
            {
                soon(4, 90) { $0.order("ok", mark: mark, at: place) }
            } else if let matter, mine.contains(matter.matter), chance.happens(250) {
                soon(10, 90) { $0.order("e", matter.matter, $0.words.reply(), at: place) }
            }
        case .unknown(let number, _):
            guard isSupervisor, chance.happens(600) else { return }
            soon(20, 400) { worker in
                let isThere = worker.lookAt(number) != worker.chance.happens(worker.mischief)
                worker.order("settle", number, isThere ? "sent" : "again", at: place)
            }
        case .ends(let number) where isToMe:
            let hasRest = rests[number] != nil
            soon(2, 25) { worker in
                if hasRest, worker.chance.happens(700) {
                    worker.order("more", number, at: place)
                    worker.soon(2, 10) { $0.order("done", number, at: place) }
                } else if worker.chance.happens(800) {
                    worker.order("done", number, at: place)
                }
            }
        case .tooLong(let number) where isToMe:
            soon(2, 60) { worker in
                if worker.chance.happens(800) { worker.order("split", number, at: place) }
            }
        case .twoCustomers(let number, let into) where isToMe:
            guard chance.oneIn(2) else { return }
            soon(3, 60) { $0.order("merge", number, "into \(into)", at: place) }
        case .canned(let number) where isToMe:
            if chance.happens(900) { soon(2, 60) { $0.order("done", number, at: place) } }
        case .sayAgain:
            guard isToMe || chance.oneIn(3), let latest, chance.happens(600) else { return }
            soon(5, 60) { $0.say(latest.line, latest.intent, (latest.seat, latest.room)) }
        default: break
        }
    }
}
