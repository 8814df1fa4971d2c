import CaseStore
import Casework
import Chat

// 2. One holder: of any number of claims one wins, and every loser is told who holds the case and
// since when.
extension Evidence {
    func oneHolder() -> [Breach] {
        caseIDs.flatMap { tenures($0).breaches } + claimAnswers()
    }

    private struct Tenure {
        var holder: PersonID
        var from: Instant
        var to: Instant?
    }

    /// Who held the case when, by the audit.
    private func tenures(_ id: CaseID) -> (tenures: [Tenure], breaches: [Breach]) {
        var tenures: [Tenure] = []
        var breaches: [Breach] = []
        var holder: PersonID?
        var offered: PersonID?
        var called: Set<PersonID> = []
        func begin(_ person: PersonID, _ event: StoredEvent) {
            if holder != nil, let last = tenures.indices.last { tenures[last].to = event.at }
            holder = person
            offered = nil
            tenures.append(Tenure(holder: person, from: event.at))
        }
        for event in ofCase[id] ?? [] {
            switch event.fact {
            case .claimed(let person):
                if let holder {
                    breaches.append(
                        breach(2, "\(id) was claimed by \(person) while \(holder) held it", id))
                }
                begin(person, event)
            case .assigned(let person, let from):
                let wasLeft =
                    called.contains(person)
                    && tenures.last.map { isLeft($0.from, event.at) } ?? false
                if event.by == person, offered != person, !wasLeft, !took(id, person, event) {
                    breaches.append(
                        breach(
                            2, "\(person) got \(id) of \(from?.rawValue ?? "nobody") unasked", id))
                }
                if from != holder {
                    breaches.append(
                        breach(2, "\(id) was taken from somebody who did not hold it", id))
                }
                begin(person, event)
            case .offered(let person, _): offered = person
            case .paged(let step): called.formUnion(step.people)
            case .released, .resolved, .noise, .merged:
                if let breach = freedUnasked(event) { breaches.append(breach) }
                if holder != nil, let last = tenures.indices.last { tenures[last].to = event.at }
                holder = nil
            default: break
            }
        }
        if cases[id]?.holder != holder {
            breaches.append(breach(2, "the audit and the row of \(id) name other holders", id))
        }
        return (tenures, breaches)
    }

    /// Nobody's case is free again of itself while they are at work: they said that they are away,
    /// or were not heard for a good while.
    private func freedUnasked(_ event: StoredEvent) -> Breach? {
        guard event.by == nil, !hasJumps, case .released(let person?) = event.fact,
            let at = onDisk(event.sequence), isOfDesk(person, around: at)
        else { return nil }
        let shift = events.prefix { $0.sequence < event.sequence }.last { other in
            switch other.fact {
            case .personAway(person, _), .personBack(person): true
            default: false
            }
        }
        if case .personAway = shift?.fact { return nil }
        let lately = chronicle.said.contains { said in
            said.person == person && said.room != nil
                && said.hearings.contains {
                    !$0.fromHistory && $0.at < at && $0.at + .minutes(14) > at
                }
        }
        // Or they only said nothing.
        let start = Lapse(milliseconds: at.milliseconds - Lapse.minutes(16).milliseconds)
        let isThere = wasThere(person, from: start, to: at) && wasWell(from: start, to: at)
        return lately || isThere
            ? breach(
                2, "\(person) lost \(event.matter?.number ?? 0) while at work", event.matter, at)
            : nil
    }

    /// Somebody has had it since before the doors closed: whoever is called for it may have it.
    private func isLeft(_ since: Instant, _ at: Instant) -> Bool {
        isOpen(at) ? hasJumps : since < closedSince(at)
    }

    /// By a supervisor's command.
    private func took(_ id: CaseID, _ person: PersonID, _ event: StoredEvent) -> Bool {
        heard(["take", "assign"]).contains { said in
            said.person == person && said.intent?.matter == id.number
                && said.at <= onDisk(event.sequence) ?? Plan.day
        }
    }

    private struct Win: Hashable {
        var matter: CaseID
        var person: PersonID
        var at: Instant
    }

    private func claimAnswers() -> [Breach] {
        var breaches: [Breach] = []
        var won: Set<Win> = []
        for said in heard(["c", "claim"]) {
            for record in said.answers {
                guard let person = said.person, let id = record.matter else { continue }
                let words = record.words
                if words.contains("\(id) is yours"), !words.contains("yours already") {
                    guard let at = record.post.createdAt else { continue }
                    let isReal = (ofCase[id] ?? []).contains { event in
                        event.at == at && event.gives(to: person)
                    }
                    if !isReal {
                        breaches.append(
                            breach(2, "\(person) was told to have \(id) and has not", id, said.at))
                    }
                    if !won.insert(Win(matter: id, person: person, at: at)).inserted {
                        breaches.append(breach(2, "\(id) was won twice at once", id, said.at))
                    }
                } else if !hasJumps {
                    breaches += loss(words, id, record, said)
                }
            }
        }
        return breaches
    }

    /// `dana: #42 is bo's since 10:31 (20s ago). …`
    private func loss(
        _ words: String, _ id: CaseID, _ record: PostRecord, _ said: Said
    ) -> [Breach] {
        guard words.contains("'s since "), let at = record.post.createdAt,
            let range = words.firstRange(of: "\(id) is ")
        else { return [] }
        let rest = words[range.upperBound...]
        guard let end = rest.firstRange(of: "'s since "),
            let told = person(named: String(rest[..<end.lowerBound]))
        else { return [breach(2, "a loser was not told who holds \(id)", id, said.at)] }
        let since = rest[end.upperBound...].prefix(13)
        let holds = tenures(id).tenures.contains { tenure in
            tenure.holder == told && tenure.from <= at && at <= tenure.to ?? at
                && since.contains(clock(tenure.from))
        }
        guard !holds, person(named: told.rawValue) != nil else { return [] }
        return [breach(2, "a loser was told that \(told) holds \(id), who did not", id, said.at)]
    }

    private func clock(_ instant: Instant) -> String {
        let time = Wall.localTime(instant, zoneMinutes: world.wall.zoneMinutes)
        let hour = time.hour < 10 ? "0\(time.hour)" : "\(time.hour)"
        return "\(hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
    }
}

extension StoredEvent {
    fileprivate func gives(to person: PersonID) -> Bool {
        switch fact {
        case .claimed(let holder): holder == person
        case .assigned(let holder, _): holder == person
        default: false
        }
    }
}

extension PostRecord {
    static func matter(in words: String) -> CaseID? {
        guard let start = words.firstIndex(of: "#") else { return nil }
        let digits = words[words.index(after: start)...].prefix { $0.isASCII && $0.isNumber }
        return Int64(digits).map { CaseID($0) }
    }

    /// Many, where one word approved or sent back as many: `#42 k7f2, #43 p3x9 approved by sam`.
    var matters: [CaseID] {
        let isShared = [" approved by ", " sent back by "].contains(where: words.contains)
        guard isShared, words.contains(", #") else { return matter.map { [$0] } ?? [] }
        return words.split(separator: "\n").flatMap { line in
            line.split(separator: ", ").compactMap { part -> CaseID? in
                guard part.first == "#" else { return nil }
                let digits = part.dropFirst().prefix { $0.isASCII && $0.isNumber }
                return Int64(digits).map { CaseID($0) }
            }
        }
    }
}
