import CaseStore
import Casework
import Chat
import Phrasebook

extension Intake {
    /// An answer that stands in no outbox is lost with the process: until it has been said, the
    /// question is not written down as heard. On its way out, when the links listen to us no more,
    /// the desk leaves the question to the next process.
    func hearOrLeave(_ saying: Saying, _ state: inout LoopState, _ steps: inout [Step]) {
        if isGone(saying.messageID, on: saying.network, &state) { return }
        if mustWait(saying, &state) { return }
        hearsEarly(saying.messageID, on: saying.network, &state)
        var answers: [Step] = []
        hear(saying, &state, &answers)
        if answers.contains(where: \.isUnrecorded) {
            guard !state.isStopping else {
                return state.hearing.leave(.init(network: saying.network, room: saying.room))
            }
            state.hearing.owes(saying, at: setup.clock.uptime())
        }
        state.hearing.heard(saying)
        steps += answers
    }

    /// Reads what was said. Talk is never acted on (invariant 3); everything else is answered
    /// (invariant 7), by whoever it comes from.
    func hear(_ saying: Saying, _ state: inout LoopState, _ steps: inout [Step]) {
        let room = saying.room.flatMap { directory.room($0, on: saying.network) }
        guard saying.room == nil || room != nil else {
            return hearElsewhere(saying, &state, &steps)
        }
        let person = directory.person(saying.account, on: saying.network)
        var origin = Origin(saying, room: room, person: person?.id)
        // Of somebody who shares no room with the desk no link tells when they go: they get their
        // answer and are not counted as here.
        let isLive = !saying.fromHistory && !isLate(saying)
        if let person, room != nil, isLive {
            directory.noteSpeaker(
                saying.from, person.id, as: saying.account, on: saying.network)
        }
        // Whoever says something is there, even where the desk cannot see them.
        if let person, isLive {
            state.absentees.isThere(person.id)
            directory.noteSign(of: person.id)
            let (now, uptime) = (setup.clock.now(), setup.clock.uptime().milliseconds)
            func instant(_ at: Lapse) -> Instant {
                Instant(milliseconds: now.milliseconds - (uptime - at.milliseconds))
            }
            origin.absences = directory.absences(of: person.id, on: saying.network).map {
                instant($0.lowerBound)..<instant($0.upperBound)
            }
        }
        let isDirect = saying.room == nil || saying.addressed
        let words = read(saying, isDirect: isDirect, implied: implied(by: saying, state))
        if let person, isLikelyRest(saying, read: words, by: person.id, state) {
            return hearTalk(saying, person, origin, &state, &steps)
        }
        let utterance = meant(words, by: saying, state)
        if case .talk = utterance {
            return hearTalk(saying, person, origin, &state, &steps)
        }
        guard let person else {
            return hearStranger(utterance, saying, origin, &state, &steps)
        }
        if isStale(utterance, saying) {
            steps.append(
                .errand(
                    .refusal(
                        .stale(command: String(saying.text.prefix(80)), saidAt: saying.meantAt),
                        by: person.id, origin), .nothing))
            return
        }
        obey(utterance, saying, person, origin, &state, &steps)
    }

    /// Where a command is for somebody, the first whom the chat names in it is meant as an account
    /// and not by the words that are shown: `assign 42 Bo Jensen`. Texts stay as they are shown.
    func read(_ saying: Saying, isDirect: Bool, implied: CaseID?) -> Utterance {
        let utterance = grammar.read(saying.text, isDirect: isDirect, implied: implied)
        guard utterance != .talk, let pill = saying.pills.first, !pill.shown.isEmpty,
            let range = saying.text.firstRange(of: pill.shown)
        else { return utterance }
        var text = saying.text
        text.replaceSubrange(range, with: pill.address.rawValue)
        guard
            case .act(let act) = grammar.read(text, isDirect: isDirect, implied: implied),
            act.verb.isForSomebody
        else { return utterance }
        return .act(act)
    }

    /// The case under whose message it was said.
    func implied(by saying: Saying, _ state: LoopState) -> CaseID? {
        let message =
            state.referred.message(saying.repliesTo, on: saying.network)
            ?? state.referred.message(saying.thread, on: saying.network)
        return message?.matter
    }

    /// What is said under a draft's own message without its mark means that draft, and never one that
    /// has taken its place since.
    private func meant(
        _ utterance: Utterance, by saying: Saying, _ state: LoopState
    ) -> Utterance {
        let references = [saying.repliesTo, saying.thread].compactMap(\.self)
        guard case .act(var act) = utterance, case .command(let command) = act.order,
            let reference = references.first(where: {
                state.referred.message($0, on: saying.network) != nil
            }),
            let message = state.referred.message(reference, on: saying.network),
            act.targets == .cases([message.matter]),
            let mark = state.referred.mark(reference, on: saying.network)
        else { return utterance }
        switch command {
        case .approve(mark: nil): act.order = .command(.approve(mark: mark))
        case .reject(mark: nil, let reason):
            act.order = .command(.reject(mark: mark, reason: reason))
        default: return utterance
        }
        return .act(act)
    }

    private func obey(
        _ utterance: Utterance, _ saying: Saying, _ person: Person, _ origin: Origin,
        _ state: inout LoopState, _ steps: inout [Step]
    ) {
        // Most of what is said is answered by what is decided, and needs no words here.
        func words() -> Wording { announcer.wording(to: origin) }
        let isAlone = directory.answersAlone(origin)
        func aside() -> Wording { announcer.wording(to: origin, alone: isAlone) }
        switch utterance {
        case .talk:
            break
        case .act(let act):
            if act.targets == .asked, OpenTexts.mayBeCut(saying) {
                // Which question it answers may be another one by the time that it is whole.
                guard state.texts.isNew(saying) else { return }
                return steps.append(.say(words().answerMayBeCut(), origin, alone: false))
            }
            if let open = state.texts.keep(act, saying, by: person.id) {
                let lines = words().openText(open.matter, tail: open.act.freeText ?? "")
                return steps.append(.say(lines, origin, alone: false))
            }
            let stake: Stake = act.mayOffer ? .offer(saying, by: person.id) : .nothing
            steps.append(.errand(.act(act.normalised(), by: person, origin), stake))
        case .look(let look):
            steps.append(.look(look, person, origin))
        case .more(let id, let text):
            guard state.texts.isNew(saying) else { return }
            let open = state.texts.more(id, text, saying, by: person.id)
            let lines =
                open.map { words().openText($0.matter, tail: $0.act.freeText ?? "") }
                ?? aside().nothingOpen(id)
            steps.append(.say(lines, origin, alone: open == nil && isAlone))
        case .done(let id):
            // It may have been done by an earlier process: the store knows.
            guard let open = state.texts.done(id, saying, by: person.id) else {
                return steps.append(
                    .errand(.refusal(.noTextOpen(id), by: person.id, origin), .nothing))
            }
            steps.append(
                .errand(.act(open.act.normalised(), by: person, origin), .text(open, saying)))
        case .split(let id):
            let several = state.texts.tooLong(by: person.id, now: saying.heardAt)
            if id == nil, several.count > 1 {
                return steps.append(.say(aside().whichToSplit(several), origin, alone: isAlone))
            }
            guard let open = state.texts.split(id, saying, by: person.id) else {
                return steps.append(
                    .errand(.refusal(.nothingToSplit(id), by: person.id, origin), .nothing))
            }
            steps.append(.errand(.act(open.act.normalised(), by: person, origin), .thread(open)))
        case .mistake(let mistake):
            steps.append(.say(aside().lines(for: mistake), origin, alone: isAlone))
        }
    }

    /// Ordinary talk. The one thing it may be is the rest of a line that a client cut off, and
    /// then it is quoted, not taken.
    private func hearTalk(
        _ saying: Saying, _ person: Person?, _ origin: Origin, _ state: inout LoopState,
        _ steps: inout [Step]
    ) {
        guard let person, let open = state.texts.rest(saying, by: person.id) else { return }
        let lines = announcer.wording(to: origin).likelyRest(open.matter, open.rest ?? "")
        steps.append(.say(lines, origin, alone: false))
    }

    /// Said to the bot alone everything is a command, also the second half of a line that a client
    /// cut. Right after a text that may have been cut only the sigil, the bot's name, a case or a draft
    /// behind its verb, or what is said of that very text makes it one.
    private func isLikelyRest(
        _ saying: Saying, read utterance: Utterance, by person: PersonID, _ state: LoopState
    ) -> Bool {
        let hasSigil = saying.text.drop(while: \.isWhitespace).hasPrefix(setup.sigil)
        return saying.room == nil && !saying.addressed && !hasSigil && !saying.isOfOpenText
            && !utterance.namesSomething && state.texts.mayBeRest(saying, by: person)
    }

    /// A command in a room that the desk has no business in does nothing; where nobody sees that the
    /// bot does not listen, whoever says one is told so.
    private func hearElsewhere(
        _ saying: Saying, _ state: inout LoopState, _ steps: inout [Step]
    ) {
        guard keepers.contains(saying.network),
            grammar.read(saying.text, isDirect: saying.addressed) != .talk,
            state.strangers.mayAnswer(
                saying, about: "elsewhere", uptime: setup.clock.uptime())
        else { return }
        let person = directory.person(saying.account, on: saying.network)
        let origin = Origin(saying, room: nil, person: person?.id)
        let words = announcer.wording(to: origin, alone: true)
        steps.append(.say(words.notARoomOfTheDesk(), origin, alone: true))
    }

    private func hearStranger(
        _ utterance: Utterance, _ saying: Saying, _ origin: Origin, _ state: inout LoopState,
        _ steps: inout [Step]
    ) {
        let uptime = setup.clock.uptime()
        if case .look(.help) = utterance {
            guard state.strangers.mayAnswer(saying, about: "help", uptime: uptime) else { return }
            return steps.append(.look(.help(nil), nil, origin))
        }
        guard state.strangers.mayAnswer(saying, about: "who", uptime: uptime) else { return }
        let stranger: Refusal =
            directory.knowsByMask(on: saying.network)
            ? .unknownNick(saying.from.rawValue) : .unknownSpeaker
        let refusal: Refusal = saying.account == nil ? stranger : .notOfTheDesk
        steps.append(.errand(.refusal(refusal, by: nil, origin), .nothing))
    }

    private func isLate(_ saying: Saying) -> Bool {
        saying.heardAt - saying.meantAt > setup.settings.policy.freshCommand
    }

    /// Said while nobody listened, or long on its way: too long ago to be meant still. What is heard
    /// as it comes may be late by a clock alone: whoever looks, or stops a reply, is heard.
    private func isStale(_ utterance: Utterance, _ saying: Saying) -> Bool {
        guard isLate(saying) else { return false }
        guard !saying.fromHistory else { return true }
        return switch utterance {
        case .act(let act):
            !act.verb.stops || saying.heardAt - saying.meantAt > Self.wrongClockMax
        case .done, .split: true
        default: false
        }
    }

    /// No clock is so wrong: what is later by it was long on its way.
    private static let wrongClockMax = Lapse.minutes(10)
}

extension Verb {
    /// It lets nothing happen that would not happen without it.
    var stops: Bool {
        switch self {
        case .hold, .unhold, .undo, .drop: true
        default: false
        }
    }

    /// A person is named in it, and its words are for the desk alone.
    fileprivate var isForSomebody: Bool {
        switch self {
        case .assign, .handover, .ask, .escalate, .override, .swap: true
        default: false
        }
    }
}

extension Utterance {
    /// It says which case or draft it is about, as half a sentence hardly does by chance, or goes on
    /// with a text.
    fileprivate var namesSomething: Bool {
        switch self {
        case .act(let act):
            switch act.targets {
            case .cases: true
            // Older marks, and words, have no digit.
            case .mark(let mark): mark.rawValue.contains(where: \.isNumber)
            case .next, .allMine, .allPaged, .asked, .desk: false
            }
        case .more: true
        case .done(let id), .split(let id): id != nil
        case .look(.show), .look(.history), .look(.why): true
        case .talk, .look, .mistake: false
        }
    }
}

extension Saying {
    /// `more`, `done` or `drop`, with the number of a case at most.
    fileprivate var isOfOpenText: Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let verb = words.first.flatMap({ Verb(rawValue: $0.lowercased()) }),
            [.more, .done, .drop].contains(verb), words.count <= 2
        else { return false }
        return words.dropFirst().allSatisfy { number in
            number.drop { $0 == "#" }.allSatisfy { $0.isASCII && $0.isNumber }
        }
    }
}

extension Act {
    /// What comes of it may be made a draft by a further word: it shows a canned text, or its own is
    /// too long for one post.
    fileprivate var mayOffer: Bool {
        switch verb {
        case .canned, .reply, .dm, .edit, .rewrite: true
        default: false
        }
    }
}

extension Intake.Step {
    /// Nothing of it is on disk.
    fileprivate var isUnrecorded: Bool {
        switch self {
        case .errand: false
        case .look, .say: true
        }
    }
}
