import CaseStore
import Casework
import Chat
import Desk

// 7. Every command is answered, and done once at most. What was said while nobody listened is read
// from history, or the room is told of the absence.
extension Evidence {
    func everyCommandIsAnswered() -> [Breach] {
        chronicle.said.compactMap { said in
            said.intent == nil ? nil : unanswered(said)
        } + effects()
    }

    private func unanswered(_ said: Said) -> Breach? {
        guard !said.wasTurnedAway, !said.mayBeSilent else { return nil }
        guard !said.hearings.isEmpty else { return unheard(said) }
        // Said by one of the desk, and heard when they were none any more.
        if let person = said.person,
            said.hearings.contains(where: { !isOfDesk(person, around: $0.at) })
        {
            return nil
        }
        if said.answers.contains(where: { $0.isSeen }) { return waited(said) }
        if said.answers.contains(where: { $0.wasInDoubt }), isDoubtTold(said) { return nil }
        if excused(said) { return nil }
        let heard = said.hearings[0]
        return breach(
            7,
            "\(said.nick) got no answer to “\(said.text.prefix(60))” in \(said.place), heard \(heard.at.clock)",
            said.intent?.matter.map { CaseID($0) }, said.at)
    }

    /// Where nothing is wrong, a decision takes no longer than the disk.
    private static let patience = Lapse.seconds(3)

    private func waited(_ said: Said) -> Breach? {
        guard let heard = said.hearings.first, !heard.fromHistory, said.hearings.count == 1,
            let answered = said.answers.compactMap({ $0.hands.first?.at }).min(),
            answered > heard.at + Evidence.patience
        else { return nil }
        let wasDisturbed = chronicle.disturbances.contains {
            $0.lowerBound <= answered && $0.upperBound >= heard.at
        }
        guard !wasDisturbed, !isCrowded(said.network, heard.at, answered) else { return nil }
        return breach(
            7,
            "\(said.nick) waited from \(heard.at.clock) to \(answered.clock) for an answer to "
                + "“\(said.text.prefix(60))”", said.intent?.matter.map { CaseID($0) }, said.at)
    }

    /// So much is being said there that a network's pace is what everybody waits for.
    private func isCrowded(_ network: NetworkName, _ from: Lapse, _ to: Lapse) -> Bool {
        let start = Lapse(milliseconds: from.milliseconds - 120_000)
        return chronicle.postOrder.filter { $0.network == network && $0.at >= start && $0.at <= to }
            .count > 60
    }

    /// The process died before it was recorded, or was on its way out and left it to the next; and
    /// the room was told of that time.
    private func excused(_ said: Said) -> Bool {
        let died = said.hearings.contains { hearing in
            chronicle.lives.contains { life in
                guard life.number == hearing.life, let ended = life.ended else { return false }
                return life.crashed || ended <= hearing.at + .seconds(30)
            }
        }
        if died, isAbsenceTold(said) { return true }
        // That there is no such case, or that they may not, is for them alone: whoever had gone before
        // it was heard reads it when they come back.
        if let number = said.intent?.matter, cases[CaseID(number)] == nil || mayNot(said),
            said.hearings.allSatisfy(\.fromHistory), hasGone(said)
        {
            return true
        }
        guard said.room == nil else { return false }
        // Where nobody keeps what is said to one alone, nobody can be told; and whoever left, or
        // gave up the name, cannot be answered.
        let wasShort = said.hearings.contains { hearing in
            chronicle.lives.contains { life in
                life.number == hearing.life
                    && life.ended.map { $0 <= hearing.at + .minutes(2) } ?? false
            }
        }
        return wasShort || hasGone(said)
    }

    private func mayNot(_ said: Said) -> Bool {
        said.intent?.verb == "take"
            && !world.staff.contains {
                $0.person.id == said.person && $0.person.may(.supervisor, in: nil)
            }
    }

    private func hasGone(_ said: Said) -> Bool {
        !world.networks.contains { network in
            network.name == said.network
                && network.user(said.nick).map { $0.person == said.person } ?? false
        }
    }

    private func unheard(_ said: Said) -> Breach? {
        guard said.room != nil else { return nil }
        guard !isAbsenceTold(said) else { return nil }
        return breach(
            7,
            "“\(said.text.prefix(60))” of \(said.nick) in \(said.place) was never heard, and nobody was told",
            said.intent?.matter.map { CaseID($0) }, said.at)
    }

    private func isAbsenceTold(_ said: Said) -> Bool {
        told(said, "I was away")
    }

    private func isDoubtTold(_ said: Said) -> Bool {
        said.room == nil || told(said, "may not have reached this room")
    }

    private func told(_ said: Said, _ words: String) -> Bool {
        index.news.contains { record in
            record.network == said.network && record.words.contains(words)
                && record.post.destination == said.room.map { .room(RoomAddress($0)) }
                && (record.shownAt.map { $0 >= said.at } ?? false || record.wasRefused)
        }
    }

    // MARK: - Once

    private func effects() -> [Breach] {
        var orders: [String: Int] = [:]
        for said in chronicle.said where !said.hearings.isEmpty {
            guard let intent = said.intent, let words = intent.words else { continue }
            for token in words.tokens(.note) + words.tokens(.reply) + words.tokens(.reason) {
                orders[token, default: 0] += 1
            }
        }
        var done: [String: Int] = [:]
        var rejected: Set<String> = []
        for event in events {
            // Whoever attaches something says no word of the text anew; and one word sends back all
            // that stand on one card.
            switch event.fact {
            case .draftWritten(let draft):
                if draft.goesOnByItself { continue }
                if let id = event.matter, revision(before: draft, id, event) != nil { continue }
            case .draftRejected(_, _, let reason):
                let once = "\(event.at.milliseconds) \(event.by?.rawValue ?? "") \(reason)"
                if !rejected.insert(once).inserted { continue }
            default: break
            }
            for token in event.ordered { done[token, default: 0] += 1 }
        }
        return done.sorted { $0.key < $1.key }.compactMap { token, count in
            let ordered = orders[token] ?? 0
            guard count > ordered else { return nil }
            return breach(7, "\(token) was ordered \(ordered) times and done \(count) times")
        } + promises(done)
    }

    /// What somebody was told to be done stands in the audit.
    private func promises(_ done: [String: Int]) -> [Breach] {
        [("n", " noted"), ("tag", " tagged "), ("link", " linked "), ("escalate", " escalated ")]
            .flatMap { verb, answer in
                heard([verb]).compactMap { said in
                    guard let words = said.intent?.words,
                        let token = (words.tokens(.note) + words.tokens(.reason)).first,
                        said.answers.contains(where: { $0.words.contains(answer) }),
                        done[token] == nil
                    else { return nil }
                    return breach(
                        7, "“\(said.text.prefix(60))” counts as done and was not",
                        said.intent?.matter.map { CaseID($0) }, said.at)
                }
            }
    }
}

extension PostRecord {
    /// Or seen in part, twice: it was cut off each time.
    fileprivate var isSeen: Bool {
        shownAt != nil || wasRefused || (wasInDoubt && !lines.isEmpty)
    }
}

extension StoredEvent {
    /// The tokens of what people ordered by it.
    fileprivate var ordered: [String] {
        switch fact {
        case .noted(let text): text.tokens(.note)
        case .tagged(let tag): tag.tokens(.note)
        case .expertAsked(let question): question.text.tokens(.note)
        case .expertAnswered(_, let text, _): text.tokens(.note)
        case .linked(let reference): reference.tokens(.note)
        case .draftWritten(let draft): Array(draft.text.tokens(.reply).prefix(1))
        case .escalated(_, let reason): reason.tokens(.reason)
        case .draftRejected(_, _, let reason): reason.tokens(.reason)
        default: []
        }
    }
}
