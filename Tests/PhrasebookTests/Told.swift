import Casework
import Phrasebook
import Testing

let grammar = Grammar(sigil: "!", queues: ["care", "Billing"])

/// A table of `typed ⇒ told` lines: what each is read as.
struct Table: Sendable {
    var rows: [(typed: String, told: String)]

    init(_ text: String) {
        rows = text.split(separator: "\n").map { line in
            let sides = line.split(separator: "⇒", maxSplits: 1)
            let typed = sides.first.map { $0.drop { $0 == " " } } ?? ""
            return (String(typed.dropLast()), sides.count > 1 ? String(sides[1].dropFirst()) : "")
        }
    }

    func expectReading(
        isDirect: Bool = false, implied: Int64? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(rows.count > 1, sourceLocation: sourceLocation)
        for row in rows {
            let utterance = grammar.read(
                row.typed, isDirect: isDirect, implied: implied.map { CaseID($0) })
            #expect(told(utterance) == row.told, "\(row.typed)", sourceLocation: sourceLocation)
        }
    }
}

/// An utterance in one line, every value of it.
func told(_ utterance: Utterance) -> String {
    switch utterance {
    case .talk: "talk"
    case .act(let act): "\(act.verb) \(told(act.targets)) \(told(act.order))"
    case .look(let look): "look \(told(look))"
    case .more(let id, let text): "more \(id.map { "\($0)" } ?? "-") \"\(text)\""
    case .done(let id): "done \(id.map { "\($0)" } ?? "-")"
    case .split(let id): "split \(id.map { "\($0)" } ?? "-")"
    case .mistake(let mistake): "✗ \(told(mistake))"
    }
}

private func told(_ targets: Targets) -> String {
    switch targets {
    case .cases(let ids): ids.map { "\($0)" }.joined(separator: " ")
    case .mark(let mark): "\(mark)"
    case .next: "next"
    case .allMine: "mine"
    case .allPaged: "paged"
    case .asked: "asked"
    case .desk: "desk"
    }
}

private func told(_ order: Order) -> String {
    switch order {
    case .command(let command): told(command)
    case .canned(let name, let said): "\(name) \(said.map { "\"\($0)\"" } ?? "-")"
    case .assign(let to): "assign to \(to)"
    case .handover(let to): "hand to \(to)"
    case .merge(let into): "into \(into)"
    case .snooze(.for(let lapse)): "for \(lapse.milliseconds / 1000)s"
    case .snooze(.clock(let hour, let minute)): "until \(hour):\(minute)"
    case .away(nil): "away"
    case .away(.for(let lapse)): "away for \(lapse.milliseconds / 1000)s"
    case .away(.clock(let hour, let minute)): "away until \(hour):\(minute)"
    case .back: "back"
    case .vip(let request): told(request)
    case .pageTest: "page test"
    case .rota(let request): told(request)
    case .plan(.end(let name)): "end \(name ?? "-")"
    case .plan(.use(let name, nil)): "use \(name)"
    case .plan(.use(let name, .for(let lapse))): "use \(name) for \(lapse.milliseconds / 1000)s"
    case .plan(.use(let name, .clock(let hour, let minute))):
        "use \(name) until \(hour):\(minute)"
    case .desk(.hold(let queue, let reason)): "hold(\(queue?.rawValue ?? "-")) \"\(reason)\""
    case .desk(.unhold(let queue)): "unhold(\(queue?.rawValue ?? "-"))"
    }
}

private func told(_ request: VIPRequest) -> String {
    let whose = "\(request.handle) at \(request.source.map { "\($0)" } ?? "-")"
    let end =
        switch request.end {
        case nil: "-"
        case .at(.for(let lapse)): "\(lapse.milliseconds / 1000)s"
        case .at(.clock(let hour, let minute)): "\(hour):\(minute)"
        case .day(let day): "\(day.year)-\(day.month)-\(day.day)"
        }
    return "\(whose) \(request.isOn ? "on" : "off") \"\(request.reason)\" until \(end)"
}

private func told(_ request: RotaRequest) -> String {
    func within(_ place: String?) -> String { "in \(place ?? "-")" }
    return switch request {
    case .cover(let place, let person, let from, let to):
        "\(within(place)) \(person ?? "me") from \(told(from)) to \(told(to))"
    case .uncover(let place, let person): "\(within(place)) \(person) off"
    case .mine(let place, let until): "\(within(place)) mine to \(told(until))"
    case .undo: "undo"
    case .swap(let place, let one, let other): "\(within(place)) \(one ?? "me") with \(other)"
    case .agree(let with): "agree with \(with ?? "-")"
    case .decline: "decline"
    }
}

private func told(_ moment: RotaMoment) -> String {
    switch moment {
    case .now: "now"
    case .after(let lapse): "\(lapse.milliseconds / 1000)s"
    case .on(let day, let hour, let minute):
        [day.map(told), hour.map { "\($0):\(minute)" }].compactMap(\.self).joined(separator: " ")
    }
}

private func told(_ day: RotaDay) -> String {
    switch day {
    case .date(let date): "\(date.year)-\(date.month)-\(date.day)"
    case .weekday(let weekday): weekday.rawValue
    case .ahead(let days): "+\(days)"
    }
}

private func told(_ command: Command) -> String {
    switch command {
    case .draft(let text, let direct): "\(direct ? "direct" : "public") \"\(text)\""
    case .attach(let url, let alt): "\(url) \"\(alt)\""
    case .edit(let text): "edit \"\(text)\""
    case .rewrite(let text): "rewrite \"\(text)\""
    case .note(let text): "note \"\(text)\""
    case .approve(let mark): "approve(\(mark?.rawValue ?? "-"))"
    case .reject(let mark, let reason): "reject(\(mark?.rawValue ?? "-")) \"\(reason)\""
    case .settle(let asSent): asSent ? "sent" : "again"
    case .tag(let tag): "tag \"\(tag)\""
    case .link(let reference): "link \"\(reference)\""
    case .resolve(let outcome): "resolve \(outcome.map { "\"\($0)\"" } ?? "-")"
    case .ask(.person(let person), let text): "ask @\(person) \"\(text)\""
    case .ask(.skill(let skill), let text): "ask +\(skill) \"\(text)\""
    case .answer(let text): "answer \"\(text)\""
    case .score(let request):
        "\(request.agent ?? "-") \(request.points.map { "\($0.criterion)=\($0.points)" }) \"\(request.remark ?? "")\""
    case .escalate(let to, let reason): "to \(to ?? "-") \"\(reason)\""
    default: "\(command)"
    }
}

private func told(_ look: Look) -> String {
    switch look {
    case .queue(let name, let filter): "queue \(name ?? "-") \(filter)"
    case .show(let id): "show \(id)"
    case .history(let id): "history \(id)"
    case .find(let query):
        "find \(query.parts.map { "‹\($0.typed)›" }.joined(separator: " "))"
    case .why(let id): "why \(id)"
    case .cannedList(let id): "canned for \(id.map { "\($0)" } ?? "-")"
    case .canned(let name): "canned \(name)"
    case .waiting: "waiting"
    case .who: "who"
    case .oncall: "on call"
    case .rota(let name): "rota \(name ?? "-")"
    case .vips: "vips"
    case .plans: "plans"
    case .planTrial(let name): "trial of \(name)"
    case .digest(let queue): "digest \(queue ?? "-")"
    case .board: "board"
    case .stats(let period, let subject): "stats \(period) \(subject.map { "\($0)" } ?? "-")"
    case .help(let verb): "help \(verb.map { "\($0)" } ?? "-")"
    }
}

private func told(_ mistake: Mistake) -> String {
    switch mistake {
    case .unknownWord(let word, let nearest):
        "unknown \"\(word)\" near \(nearest.map { "\($0)" } ?? "-")"
    case .ambiguous(let prefix, let verbs):
        "ambiguous \(prefix): \(verbs.map { "\($0)" }.joined(separator: " "))"
    case .usage(let verb): "usage \(verb)"
    case .oneNumberOnly(let verb): "one number for \(verb)"
    case .tooManyNumbers(let verb, let limit): "over \(limit) for \(verb)"
    case .badNumber(let text, let verb): "no number \"\(text)\" for \(verb)"
    case .hashNeeded(let id, let verb): "hash for \(id) of \(verb)"
    case .badMark(let text, let verb): "no mark \"\(text)\" for \(verb)"
    case .unfindable(let fault): "unfindable \(fault)"
    case .notYet(let word): "not yet \(word)"
    }
}

/// Holds lines to a snapshot, line by line: ‹from outside›, {rung}.
func expect(
    _ lines: [Line], read snapshot: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let expected = snapshot.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
    for (line, expected) in zip(lines, expected) {
        #expect(line.marked == expected, sourceLocation: sourceLocation)
    }
}
