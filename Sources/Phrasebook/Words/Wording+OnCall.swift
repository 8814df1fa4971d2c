import Casework

/// The rota: what was said of it, and whose shift it is.
extension Wording {
    func rotaLines(_ notice: RotaNotice) -> [Line] {
        switch notice {
        case .covered(let act, let relieved, let there):
            [line(covered(act, relieved, there))]
        case .swapOffered(let act, let other):
            [
                line(
                    """
                    \(place(act.place)): \(name(act.by)) offers a swap: \(turns(act)). Nothing \
                    changes until \(name(other)) says \(say("swap ok")); \(say("swap off")) \
                    declines.
                    """)
            ]
        case .swapped(let act, let agreed):
            [
                line(
                    """
                    \(place(act.place)): turns are swapped, says \(name(agreed)): \(turns(act)).
                    """)
            ]
        case .ended(let act, let end, let by): [line(ended(act, end, by))]
        case .shiftChanged(let change): shiftLines(change)
        case .morning(let digest): morning(digest)
        }
    }

    /// `care, first`.
    func place(_ place: RotaPlace) -> String {
        place.isOnlyLayer ? place.rotation : "\(place.rotation), \(place.layer)"
    }

    private func covered(_ act: RotaAct, _ relieved: [PersonID], _ there: String?) -> Phrase {
        let times = there.map { ", that is \($0)" } ?? ""
        let by = act.people == [act.by] ? "" : ", says \(name(act.by))"
        let whose =
            relieved.isEmpty
            ? "nobody else had it"
            : "\(all(relieved)) \(relieved.count == 1 ? "is" : "are") relieved"
        return "\(place(act.place)): \(turns(act))\(times)\(by); \(whose)."
    }

    /// `lee has it from 18:00 (2h) to 22:00 (6h) and sam …`.
    private func turns(_ act: RotaAct) -> String {
        act.people.compactMap { person in
            guard let (from, to) = act.stretch(of: person) else { return nil }
            return from <= now && now < to
                ? "\(name(person)) has it from now until \(moment(to))"
                : "\(name(person)) has it from \(moment(from)) to \(moment(to))"
        }.joined(separator: " and ")
    }

    private func ended(_ act: RotaAct, _ end: RotaEnd, _ by: PersonID?) -> Phrase {
        let who = by.map { ", says \(name($0))" } ?? ""
        let what =
            act.kind == .swap
            ? "the swap of \(all(act.people))" : "the override for \(all(act.people))"
        let times = "from \(moment(act.begins)) to \(moment(act.ends))"
        return switch end {
        case .takenBack: "\(place(act.place)): \(what) \(times) is taken back\(who)."
        case .declined: "\(place(act.place)): \(what) is off\(who). Nothing has changed."
        case .lapsed, .over:
            """
            \(place(act.place)): \(what) is off, nobody agreed before the first turn began. \
            Nothing has changed.
            """
        case .gone:
            """
            \(place(act.place)): \(what) \(times), which \(name(act.by)) set, counts no more: the \
            rota has no such layer now, or the desk no such person.
            """
        }
    }

    private func all(_ people: [PersonID]) -> String {
        people.map(name).joined(separator: " and ")
    }

    private func shiftLines(_ change: ShiftChange) -> [Line] {
        let until = change.until.map { " until \(moment($0))" } ?? ""
        let late = now - change.at >= .minutes(1) ? ", since \(moment(change.at))" : ""
        let whose = change.to.map(ring).joined(" and ")
        let first: Phrase =
            if change.to.isEmpty {
                """
                \(place(change.place)): \(all(change.from)) \
                \(change.from.count == 1 ? "is" : "are") on call no more, and nobody \
                is\(until)\(late).
                """
            } else if change.from.isEmpty {
                """
                \(place(change.place)): \(whose) \(change.to.count == 1 ? "is" : "are") on \
                call\(until)\(late).
                """
            } else {
                """
                \(place(change.place)): \(all(change.from)) \
                \(change.from.count == 1 ? "hands" : "hand") over to \(whose), on \
                call\(until)\(late).
                """
            }
        return [line(first), line(open(change))]
    }

    private func open(_ change: ShiftChange) -> Phrase {
        guard change.total > 0 else { return "\(place(change.place)): no case is open." }
        let cases = change.open.map { open in
            var told = "\(open.id) \(open.priority.rawValue)"
            told += open.holder.map { " \(name($0))'s" } ?? " free"
            if open.holder == nil, let person = open.acknowledgedBy {
                told += ", acknowledged by \(name(person))"
            }
            return told + (due(open.dueAt).map { " \($0)" } ?? "")
        }
        let more = change.total > change.open.count ? ", the most urgent" : ""
        return """
            \(place(change.place)): \(Wording.count(change.total, "case")) open\(more): \
            \(cases.joined(separator: " · ")). \(say("queue"))
            """
    }
}

/// Why the rota was not changed.
extension Wording {
    func rotaPhrase(_ fault: RotaFault) -> Phrase {
        switch fault {
        case .noRotation: "nobody is on call here: rota.yaml has no rotation."
        case .noSuchLayer(let typed, let known):
            """
            the rota has no layer called \(saying(typed, upTo: 80)). It has \
            \(outside(known.joined(separator: ", "), upTo: 300)).
            """
        case .whichLayer(let known):
            """
            say which layer: \(outside(known.joined(separator: ", "), upTo: 300)). \
            \(say("override \(known.first ?? "first") @lee 18:00 22:00")) names one.
            """
        case .badTimes(let from, let to):
            """
            from \(moment(from)) to \(moment(to)) cannot be: it has to end after it begins, and \
            400 days are the most: \(say(CommandTable.usage(of: .override).example))
            """
        case .noTurn(let person, let layer):
            """
            \(name(person)) has no whole turn ahead in \(place(layer)). \
            \(say("rota @\(person.rawValue)")) lists their times, \
            \(say("override @\(person.rawValue) from to")) gives them others.
            """
        case .mayNotStand(let person, let layer):
            """
            \(name(person)) could not look after a case of \(place(layer)): people.yaml gives them \
            neither the role oncall nor agent there. \(say("who")) lists people.
            """
        case .withYourself: "a swap takes two people. \(say("swap @lee")) offers one to lee."
        case .nothingOffered:
            "no swap is offered that is yours to decide. \(say("swap @lee")) offers one to lee."
        case .whichOffer(let people):
            """
            \(all(people)) offer swaps: \(say("swap ok @\(people.first?.rawValue ?? "lee")")) \
            says whose.
            """
        case .turnsChanged(let act):
            """
            those turns are not \(all(act.people))'s any more. \
            \(say("swap @\(act.by.rawValue)")) offers them as they are now.
            """
        case .notYours(let act):
            """
            what \(all(act.people)) agreed on, or somebody else set, a supervisor takes back. \
            \(say("rota")) lists your times.
            """
        case .nothingToTakeBack(let person):
            """
            \(person.map { "nobody has set an override for \(name($0))" } ?? "you have set nothing") \
            that is not over yet. \(say("oncall")) says who is on call.
            """
        case .tooMany(let limit):
            "the rota has \(limit) overrides and swaps already, which is the most."
        }
    }
}
