package import Casework

/// What came of one line.
package enum ScenarioResult {
    case decided(Decision)
    case refused(Refusal)
    /// The line changed the desk or what was seen; nothing was decided.
    case arranged
}

extension ScenarioDesk {
    /// Plays one line; nothing if it is not understood.
    package mutating func play(_ line: ScenarioLine) -> ScenarioResult? {
        now = now + line.pause
        ledger.tick(now)
        switch line.who {
        case "desk": return begin(line) ?? arrange(line)
        case "outbox": return playOutbox(line)
        case "clock": return playClock(line)
        case "care", "approvals", "billing", "direct": return playSeen(line)
        default: break
        }
        if let person = person(line.who) { return playPerson(line, person) }
        return playCustomer(line)
    }

    /// `desk begins live #1`, `desk begins practice #1`: in another mode, as that case is told.
    private mutating func begin(_ line: ScenarioLine) -> ScenarioResult? {
        guard line.verb == "begins", let id = line.matters.first else { return nil }
        let practice = line.words.contains("practice")
        settings.policy.practice = practice
        return ScenarioResult(submit(.mode(practice: practice), to: id))
    }

    /// `desk policy never`, `desk undo 0s`, `desk deadline 15m`, `desk limit 20`, `desk blocks mara`,
    /// `desk sensitive refund* "legal action"`, `desk links crm.example`, `desk trains dana`,
    /// `desk renames elsewhere` (the destination), `desk drops billing` (the queue),
    /// `desk queue care never`, `desk queue care 5s`, `desk alone canned`,
    /// `desk seats dana` (and nobody else is there),
    /// `desk excuses eve` (who is away by their word, and nobody else),
    /// `desk judges tone facts`, `desk dismisses kim`,
    /// `desk forgets marks` (gives out the first ones again), `desk waits`,
    /// `desk remembers dana` (who spoke last with whoever posts), `desk rises 20m` (30 points for
    /// whoever has waited so long).
    private mutating func arrange(_ line: ScenarioLine) -> ScenarioResult? {
        let word = line.words.first ?? ""
        switch line.verb {
        case "policy": settings.policy.approval = ApprovalRule(rawValue: word) ?? .always
        case "undo": settings.policy.undoWindow = Lapse(scenario: word) ?? .zero
        case "deadline": settings.policy.replyDeadline = Lapse(scenario: word) ?? .zero
        case "caps": settings.policy.caseLimit = Int(word)
        case "promises": promise(line)
        case "renames": settings.destinations[0].name = word
        case "drops":
            settings.queues.removeAll { $0.name.rawValue == word }
            settings.routing = Rulebook(
                settings.routing.rules.filter { $0.queue.rawValue != word })
        case "limit": settings.destinations[0].maxLength = Int(word)
        case "blocks": settings.policy.blockedWords = line.words
        case "sensitive":
            settings.policy.sensitiveWords = WordList(line.words + line.quotes)
        case "alone": settings.policy.alone = AloneRule(rawValue: word) ?? .never
        case "seats": here = line.words.map { PersonID($0) }
        case "excuses":
            leaves = line.words.map { Leave(person: PersonID($0), since: now, until: nil) }
        case "links": settings.policy.allowedLinks = line.words
        case "trains": train(PersonID(word))
        case "queue": return arrangeQueue(line)
        case "forgets": marksGiven = 0
        case "dismisses": people.removeAll { $0.id.rawValue == word }
        case "rises": rise(after: Lapse(scenario: word) ?? .zero)
        case "remembers": lastAgent = PersonID(word)
        case "judges": settings.scoring = Scoring(criteria: line.words)
        case "waits": break
        // `desk hides cards`: from here on they land where the scenario says so, and nowhere else.
        case "hides": landsCards = false
        default:
            if let arranged = arrangeHours(line) { return arranged }
            return arrangeWatch(line) ? .arranged : nil
        }
        return .arranged
    }

    /// `desk promises first p1=15m p2=1h`, `desk promises next p1=5m`: of the first queue; what is not
    /// named is not promised.
    private mutating func promise(_ line: ScenarioLine) {
        func lapse(_ name: String) -> Lapse? { line.settings[name].flatMap { Lapse(scenario: $0) } }
        let targets = ResponseTargets(p1: lapse("p1"), p2: lapse("p2"), p3: lapse("p3"))
        switch line.words.first {
        case "next": settings.queues[0].nextResponse = targets
        default: settings.queues[0].firstResponse = targets
        }
    }

    /// `care sees #1 card`, `care sees #1 card network=matrix`, `direct sees #1 card to=sam`: a post
    /// has been seen in a room, or by one person alone; `late=20s` after it was to be said.
    /// `care sees #1 #2 question of=bo`: he is asked whether he means to merge the two.
    private mutating func playSeen(_ line: ScenarioLine) -> ScenarioResult? {
        guard let id = line.matters.first, line.verb == "sees" else { return nil }
        let place: Place = line.who == "direct" ? .direct : .room(RoomName(line.who))
        let network = line.settings["network"].map { NetworkName($0) } ?? "office"
        let person = line.settings["to"].map { PersonID($0) }
        let late = line.settings["late"].flatMap { Lapse(scenario: $0) } ?? .zero
        for word in line.words {
            switch word {
            case "card": see(.draftCard, in: place, on: network, of: id, by: person)
            case "approval": see(.approval, in: place, on: network, of: id, by: person)
            case "hold": see(.hold, in: place, on: network, of: id, by: person, late: late)
            case "question":
                guard line.matters.count == 2, let asked = line.settings["of"] else { return nil }
                ask(PersonID(asked), in: place, whetherToMerge: id, into: line.matters[1])
            default: return nil
            }
        }
        return .arranged
    }

    private mutating func rise(after wait: Lapse) {
        let rule = PriorityRule(
            when: Condition(waitingAtLeast: wait), points: 30, because: "waits")
        settings.priority.rules = Rulebook(settings.priority.rules.rules + [rule])
    }

    private mutating func playClock(_ line: ScenarioLine) -> ScenarioResult? {
        guard let id = line.matters.first else { return nil }
        switch line.verb {
        case "wakes": return ScenarioResult(submit(.wake, to: id))
        case "looks": return ScenarioResult(submit(.reassess, to: id))
        case "pages":
            let result = submit(.page, to: id)
            if case .success(let decision) = result, !decision.calls.isEmpty { lastPage = now }
            return ScenarioResult(result)
        case "frees":
            let person = PersonID(line.words.first ?? "")
            return ScenarioResult(
                submit(
                    .giveBack(from: person, forGood: line.words.contains("for-good")), to: id))
        default: return nil
        }
    }

    /// `mara posts #1 "text" vip direct followers=9`, `mara posts #1 "text" deleted`,
    /// `mara posts #1 "text" edited=3m` (by a clock that is ahead), `mara edits #1 m1 "text"`,
    /// `mara edits #1 m1 "text" ago=1h`, `mara deletes #1 m1`. A post that names no case yet opens it.
    private mutating func playCustomer(_ line: ScenarioLine) -> ScenarioResult? {
        guard let id = line.matters.first else { return nil }
        let text = line.quotes.first ?? ""
        let key = MentionKey(
            source: SourceName(line.settings["source"] ?? "crm"),
            id: line.words.first { $0.hasPrefix("m") } ?? "m\(mentionsTaken + 1)")
        switch line.verb {
        case "posts":
            let mention = mention(line, key, text)
            guard matters[id] == nil else {
                return ScenarioResult(submit(.join(mention: mention), to: id))
            }
            let linkedTo = line.matters.count > 1 ? line.matters[1] : nil
            return ScenarioResult(submit(.open(mention: mention, linkedTo: linkedTo), to: nil))
        case "edits":
            let age = line.settings["ago"].flatMap { Lapse(scenario: $0) } ?? .zero
            return ScenarioResult(
                submit(.amend(key: key, text: text, editedAt: now - age), to: id))
        case "deletes":
            return ScenarioResult(submit(.withdraw(key: key, deletedAt: now), to: id))
        default:
            return nil
        }
    }

    private func mention(_ line: ScenarioLine, _ key: MentionKey, _ text: String) -> Mention {
        let age = line.settings["ago"].flatMap { Lapse(scenario: $0) } ?? .zero
        var mention = Mention(
            key: key, text: text, postedAt: now - age,
            author: Author(
                handle: line.who, followers: line.settings["followers"].flatMap { Int($0) },
                vip: line.words.contains("vip")),
            conversation: line.settings["conversation"], language: line.settings["language"],
            visibility: line.words.contains("direct") ? .direct : .public)
        if line.words.contains("bot") { mention.byBot = true }
        if line.words.contains("deleted") { mention.deletedAt = now }
        mention.editedAt = line.settings["edited"].flatMap { Lapse(scenario: $0) }.map { now + $0 }
        return mention
    }

    private mutating func playPerson(
        _ line: ScenarioLine, _ person: Person
    ) -> ScenarioResult? {
        let place = line.place.map { $0 == "direct" ? Place.direct : .room(RoomName($0)) }
        let ago = line.settings["ago"].flatMap { Lapse(scenario: $0) } ?? .zero
        let actor = actor(person, in: place, ago: ago)
        if line.verb == "holds" || line.verb == "unholds" {
            let queue = line.words.first.map { QueueName($0) }
            let order =
                line.verb == "holds"
                ? DeskOrder.hold(queue: queue, reason: line.quotes.first ?? "")
                : .unhold(queue: queue)
            return ScenarioResult(submit(order, by: actor))
        }
        if line.verb == "lists" || line.verb == "unlists" { return list(line, by: actor) }
        if line.verb == "merges", line.matters.count == 2 {
            return ScenarioResult(
                merge(line.matters[0], into: line.matters[1], by: actor).map(\.from))
        }
        if line.verb == "cans", let id = line.matters.first {
            return can(line.words.first ?? "", said: line.quotes.first, for: id, by: actor)
        }
        guard let command = command(of: line) else { return nil }
        let mark = line.words.first.flatMap { Mark(typed: $0) }
        let byMark = cases.first { matter in
            mark.map { matter.draft(marked: $0) != nil } ?? false
        }
        return ScenarioResult(submit(command, to: line.matters.first ?? byMark?.id, by: actor))
    }

    /// `sam scores #1 dana tone=4 facts=5 "a warm opening"`.
    private func score(_ line: ScenarioLine) -> ScoreRequest {
        let said = line.settings.sorted { $0.key < $1.key }.compactMap { name, points in
            Int(points).map { ScoreRequest.Said(name, $0) }
        }
        return ScoreRequest(agent: line.words.first, points: said, remark: line.quotes.first)
    }

    private func command(of line: ScenarioLine) -> Command? {
        let text = line.quotes.first ?? ""
        let word = line.words.first
        let mark = word.flatMap { Mark(typed: $0) }
        switch line.verb {
        case "claims": return .claim
        case "releases": return .release
        case "takes": return .take
        case "drops": return .drop
        case "undoes": return .undo
        case "noise": return .noise
        case "reopens": return .reopen
        case "assigns": return .assign(to: PersonID(word ?? ""))
        case "hands": return .handover(to: PersonID(word ?? ""))
        case "replies": return .draft(text: text, direct: word == "direct")
        case "uses": return use(line)
        case "edits": return .edit(text: text)
        case "splits":
            switch word {
            case "edit": return .split(.edit(text: text))
            case "rewrite": return .split(.rewrite(text: text))
            default: return .split(.draft(text: text, direct: word == "direct"))
            }
        case "attaches": return .attach(url: text, alt: line.quotes.dropFirst().first ?? "")
        case "detaches": return .detach
        case "rewrites": return .rewrite(text: text)
        case "ok": return .approve(mark: mark)
        case "grants": return mark.map { .approveListed(on: $0) }
        case "no": return .reject(mark: mark, reason: text)
        case "settles": return .settle(asSent: word == "sent")
        case "notes": return .note(text: text)
        case "tags": return .tag(text)
        case "links": return .link(text)
        case "snoozes": return .snooze(until: now + (word.flatMap { Lapse(scenario: $0) } ?? .zero))
        case "resolves": return .resolve(outcome: line.quotes.first)
        case "asks": return .ask(of: addressee(word ?? ""), text: text)
        case "answers": return .answer(text: text)
        case "scores": return .score(score(line))
        case "acks": return .acknowledge(how: word == "link" ? .link : .said)
        case "escalates": return .escalate(to: word, reason: text)
        default: return nil
        }
    }
}

extension ScenarioDesk {
    private func addressee(_ word: String) -> Addressee {
        word.hasPrefix("+") ? .skill(String(word.dropFirst())) : .person(PersonID(word))
    }
}

extension ScenarioResult {
    init(_ result: Result<Decision, Refusal>) {
        self =
            switch result {
            case .success(let decision): .decided(decision)
            case .failure(let refusal): .refused(refusal)
            }
    }
}
