import Casework
import Chat
import Connectors
import Rehearsal

@testable import Desk

/// What must have come of a night: from the times at which the desk was told of things, what people
/// said, and the configured waits. Each check gives what is wrong, in words.
struct NightReckoning {
    private let watch: NightWatch
    private let cases: [NightWatch.Case]
    /// When each person was called for each case, once for each run through the chain.
    private var taken: [(number: Int64, person: PersonID, at: Instant)] = []
    private var wrong: [String] = []

    init(_ watch: NightWatch) {
        self.watch = watch
        cases = watch.cases.values.sorted { $0.number < $1.number }
        for matter in cases where matter.isUrgent { follow(matter) }
    }

    /// Whether each P1 called everybody whom it had to, in time and in order, until somebody answered
    /// or the chain was at its end.
    func steps() -> [String] { wrong }
}

extension NightReckoning {
    private static let slack = Lapse.seconds(2)
    /// What comes together is paged together.
    private static let gathering = Lapse.seconds(30)
    /// The clock is looked at so often, and the night is lived through in such steps.
    private static let glance = Lapse.seconds(81)

    /// When something has to have happened that was due then: there may have been no process, or a
    /// clock that was set forward over it.
    private func latest(_ due: Instant) -> Instant {
        for gap in watch.gaps where gap.lowerBound <= due && due <= gap.upperBound + Self.glance {
            return max(due, gap.upperBound) + Self.glance
        }
        return due + Self.slack
    }

    private mutating func follow(_ matter: NightWatch.Case) {
        let moments = matter.mentions.filter { $0.arrival.kind.pages }.map(\.at)
        guard var begins = moments.first else { return }
        while true {
            guard let end = run(matter, from: begin(begins)) else { return }
            // Whoever writes again after the end is called for again.
            guard let again = moments.first(where: { $0 > end }) else { return }
            begins = again
        }
    }

    private func begin(_ moment: Instant) -> Instant {
        // By the first step: whoever is called later holds up nothing new.
        let first = DirectAddress(RehearsedNight.steps[0].person.rawValue)
        let last = watch.heard.filter { heard in
            heard.at < moment && heard.post.destination == .person(first)
                && !NightWatch.paged(in: heard.post.text).isEmpty
                && !heard.isAtStart && !heard.post.isRepeat
        }.map(\.at).max()
        return max(moment, last.map { $0 + Self.gathering } ?? moment)
    }

    /// Returns when the chain came to its end.
    private mutating func run(_ matter: NightWatch.Case, from begin: Instant) -> Instant? {
        var due = begin
        for (step, wait) in zip(RehearsedNight.steps, watch.night.waits) {
            let seen = watch.pages(of: matter.number, to: step.person).map(\.at).first { $0 >= due }
            if let stopped = matter.stopped, stopped.at <= seen ?? .distantFuture,
                stopped.at <= latest(due)
            {
                return quiet(matter, after: stopped.at)
            }
            guard let seen, seen <= latest(due) else {
                say(matter, "\(step.person) was not called at \(clock(due)) but \(clock(seen))")
                return nil
            }
            taken.append((matter.number, step.person, seen))
            due = time(after: seen, wait)
        }
        let end = watch.ends(of: matter.number).first { $0 >= due }
        if let stopped = matter.stopped, stopped.at <= end ?? .distantFuture,
            stopped.at <= latest(due)
        {
            return quiet(matter, after: stopped.at)
        }
        guard let end, end <= latest(due) else {
            say(matter, "did not come to its end at \(clock(due)) but \(clock(end))")
            return nil
        }
        return end
    }

    /// What was so long by a clock that nobody set.
    private func time(after start: Instant, _ wait: Lapse) -> Instant {
        guard let jump = watch.jump, start <= jump.lowerBound, jump.lowerBound < start + wait else {
            return start + wait
        }
        return start + wait + (jump.upperBound - jump.lowerBound)
    }

    private mutating func quiet(_ matter: NightWatch.Case, after stop: Instant) -> Instant? {
        for (person, _) in RehearsedNight.steps {
            for heard in watch.pages(of: matter.number, to: person) where heard.at > stop {
                say(matter, "\(person) was called at \(clock(heard.at)) after it was answered")
            }
        }
        for end in watch.ends(of: matter.number) where end > stop {
            say(matter, "came to its end at \(clock(end)) after it was answered")
        }
        return nil
    }

    private mutating func say(_ matter: NightWatch.Case, _ words: String) {
        wrong.append("#\(matter.number) \(words)")
    }

    private func clock(_ at: Instant?) -> String {
        guard let at else { return "never" }
        let seconds = at.milliseconds / 1000 % 86_400
        return "\(seconds / 3600):\(seconds / 60 % 60):\(seconds % 60)"
    }
}

/// Ways and repeats.
extension NightReckoning {
    /// Whether each step went out by each way once, each tried by itself, and nothing else did.
    func pages() -> [String] {
        var wrong: [String] = []
        for one in taken {
            let direct = watch.pages(of: one.number, to: one.person).filter { $0.at == one.at }
            if direct.isEmpty { wrong.append("#\(one.number) no word to \(one.person)") }
            for pager in [watch.mail, watch.hook]
            where pager.channel == .email || one.person == "sam" {
                let first = pager.entries.first { entry in
                    entry.at >= one.at && entry.request.page.person == one.person
                        && entry.request.page.cases.contains { $0.id.number == one.number }
                }
                guard let first, first.at <= latest(one.at) + .seconds(10) else {
                    wrong.append("#\(one.number) no \(pager.channel) to \(one.person)")
                    continue
                }
            }
            let isTold = watch.heard.contains { heard in
                heard.post.room == "#approvals" && heard.post.text.hasPrefix("paged ")
                    && heard.post.text.contains(one.person.rawValue)
                    && heard.post.text.contains("#\(one.number) P") && heard.at == one.at
            }
            if !isTold { wrong.append("#\(one.number) the room does not know of \(one.person)") }
        }
        for pager in [watch.mail, watch.hook] { wrong += repeats(pager) }
        return wrong + repeatedWords()
    }

    private func times(_ number: Int64, _ person: PersonID) -> Int {
        taken.count { $0.number == number && $0.person == person }
    }

    private func repeats(_ pager: NightPager) -> [String] {
        var wrong: [String] = []
        var last: [DeliveryID: NightPager.Entry] = [:]
        var keys: [String: Set<DeliveryID>] = [:]
        for entry in pager.entries {
            let page = entry.request.page
            if let before = last[page.key], before.isOver, !diedBetween(before.at, entry.at) {
                wrong.append("\(page.key) went out after its end")
            }
            last[page.key] = entry
            for one in page.cases {
                keys["\(one.id.number) \(page.person)", default: []].insert(page.key)
            }
        }
        for matter in cases {
            for (person, _) in RehearsedNight.steps
            where pager.channel == .email || person == "sam" {
                let count = keys["\(matter.number) \(person)"]?.count ?? 0
                if count != times(matter.number, person) {
                    wrong.append("#\(matter.number) \(count) by \(pager.channel) to \(person)")
                }
            }
        }
        return wrong
    }

    /// What was answered last may not have been on disk.
    private func diedBetween(_ from: Instant, _ to: Instant) -> Bool {
        watch.gaps.contains { gap in
            from <= gap.lowerBound && gap.lowerBound <= from + .minutes(1) && gap.upperBound <= to
        }
    }

    /// A process that has just begun may say again what it does not know to have arrived, and what
    /// waits for whoever is there: also what it has said to them by itself at that moment.
    private func repeatedWords() -> [String] {
        cases.flatMap { matter in
            RehearsedNight.steps.compactMap { person, _ in
                let heard = watch.pages(of: matter.number, to: person)
                let once = heard.filter { !$0.post.isRepeat }
                let atStart = once.filter(\.isAtStart)
                let takenAtStart = taken.count { call in
                    call.number == matter.number && call.person == person
                        && atStart.contains { $0.at == call.at }
                }
                let count = once.count - atStart.count + takenAtStart
                // One reminder for each start, and no more.
                let starts = Set(atStart.map(\.at)).count
                guard
                    count != times(matter.number, person)
                        || atStart.count > takenAtStart + starts
                else { return nil }
                let words = heard.map { heard in
                    clock(heard.at) + (heard.post.isRepeat ? " again" : "")
                        + (heard.isAtStart ? " at start" : "")
                }
                return "#\(matter.number) \(person) was called \(count) times: \(words), "
                    + "gone \(watch.gaps.map { clock($0.lowerBound) + "–" + clock($0.upperBound) })"
            }
        }
    }
}

/// What customers got.
extension NightReckoning {
    /// Whether each customer who had to be told was told once, and nobody else was.
    func tellings() -> [String] {
        var wrong: [String] = []
        let tellings = watch.receiver.entries.filter { $0.reply.draft == nil }
        for customer in Set(cases.map(\.customer)).sorted() {
            let posts = cases.filter { $0.customer == customer }.flatMap(\.mentions)
                .sorted { $0.at < $1.at }
            let first = posts.first { $0.arrival.kind.isTold }
            let theirs = tellings.filter { entry in
                posts.contains { $0.arrival.mention.key.id == entry.reply.inReplyTo }
            }
            let keys = Set(theirs.map(\.key)).count
            let taken = Set(theirs.filter(\.isTaken).map(\.key)).count
            if keys != (first == nil ? 0 : 1) || taken != keys {
                wrong.append("\(customer) was told \(keys) times, and got it \(taken) times")
            }
            guard let first, let told = theirs.first else { continue }
            if told.reply.inReplyTo != first.arrival.mention.key.id {
                wrong.append("\(customer) was told under another post")
            }
            if told.at < first.at || told.at > latest(first.at) {
                wrong.append("\(customer) was told at \(clock(told.at))")
            }
            for entry in theirs where !isHonest(entry) {
                wrong.append("\(customer) was told \(entry.reply.text)")
            }
        }
        return wrong
    }

    private func isHonest(_ entry: NightReceiver.Entry) -> Bool {
        let midnight = RehearsedNight.closes + .hours(4)
        let day =
            entry.at >= midnight
            ? "today" : entry.at > midnight - .minutes(15) ? "on Sunday" : "tomorrow"
        return entry.reply.text == "A person answers \(day) at 08:00."
    }

    /// Whether everything else that customers got was said by somebody who may, under the night's
    /// policy.
    func replies() -> [String] {
        var wrong: [String] = []
        let replies = watch.receiver.entries.filter { $0.reply.draft != nil }
        for reply in replies {
            let number = reply.reply.matter.number
            if reply.reply.author != "sam" || reply.reply.approver != nil
                || reply.reply.text != RehearsedNight.canned
                || watch.cases[number]?.answeredAt == nil
            {
                wrong.append("#\(number) was answered: \(reply.reply.text)")
            }
        }
        for matter in cases where matter.answeredAt != nil {
            let keys = Set(
                replies.filter { $0.reply.matter.number == matter.number && $0.isTaken }.map(\.key))
            if keys.count != 1, !isHeld(matter) {
                wrong.append("#\(matter.number) was answered \(keys.count) times")
            }
        }
        if watch.refusals.isEmpty { wrong.append("nobody tried what they may not") }
        if replies.isEmpty { wrong.append("nobody answered") }
        return wrong
    }

    /// The customer wrote while the undo window ran.
    private func isHeld(_ matter: NightWatch.Case) -> Bool {
        guard let at = matter.answeredAt else { return false }
        return matter.mentions.contains { at <= $0.at && $0.at <= at + .seconds(90) }
    }

    /// Whether words of crisis rang, and what is nobody's business rang nobody.
    func crises() -> [String] {
        var wrong: [String] = []
        for matter in cases {
            for person in ["sam", "lee"] {
                let rang = watch.heard.contains { heard in
                    heard.post.destination == .person(DirectAddress(person))
                        && heard.post.text.hasPrefix("#\(matter.number) words of crisis")
                }
                if rang != matter.mentions.contains(where: { $0.arrival.kind.isCrisis }) {
                    wrong.append("#\(matter.number) rang \(person): \(rang)")
                }
            }
            guard !matter.isUrgent else { continue }
            for (person, _) in RehearsedNight.steps
            where !watch.pages(of: matter.number, to: person).isEmpty {
                wrong.append("#\(matter.number) called \(person)")
            }
        }
        return wrong
    }
}

/// The morning.
extension NightReckoning {
    /// Whether all of it is in the digest, the longest waiting first.
    func digest() -> [String] {
        var wrong: [String] = []
        let lines = watch.digest.split(separator: "\n").map(String.init)
        let done = cases.filter { since($0) == nil }
        let heading =
            "care closed 20:00 to 08:00: \(cases.count) cases came, \(done.count) "
            + "\(done.count == 1 ? "needs" : "need") nothing more"
        let first = lines.first ?? "nothing"
        if !first.contains(heading) { wrong.append("\(first) and not \(heading)") }
        let listed = lines.dropFirst().compactMap(NightWatch.number)
        let expected = cases.compactMap { matter in since(matter).map { (matter.number, $0) } }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
        if listed != expected { wrong.append("lists \(listed) and not \(expected)") }
        for line in lines.dropFirst() { wrong += row(line) }
        for room in ["#care", "#approvals"] {
            let told = watch.heard.filter {
                $0.post.room == room && $0.post.text.hasPrefix(heading)
            }
            let isInTime = told.allSatisfy {
                $0.at >= RehearsedNight.opens && $0.at <= RehearsedNight.opens + .minutes(5)
            }
            if told.count != 1 || !isInTime { wrong.append("\(room) was told \(told.count) times") }
        }
        return wrong
    }

    /// Since when its customer waits; nothing where nothing more is needed.
    private func since(_ matter: NightWatch.Case) -> Instant? {
        let isSent = watch.receiver.entries.contains {
            $0.reply.matter.number == matter.number && $0.reply.draft != nil && $0.isTaken
        }
        let answered = isSent ? matter.answeredAt : nil
        return matter.mentions.first { post in
            guard let answered else { return true }
            return post.at > answered && post.arrival.kind != .thanks
        }?.arrival.mention.postedAt
    }

    private func row(_ line: String) -> [String] {
        guard let number = NightWatch.number(in: line), let matter = watch.cases[number]
        else { return [line] }
        var parts: [(String, Bool)] = [
            ("nobody has it", matter.answeredAt == nil && !watch.drafts.contains(number)),
            // Held where the customer has written since.
            (
                line.contains("its reply is held") ? "its reply is held" : "waits for approval",
                watch.drafts.contains(number)
            ),
            ("acknowledged by nobody", matter.isUrgent && matter.stopped == nil),
        ]
        for (person, _) in RehearsedNight.steps {
            let isCalled = times(number, person) > 0
            let paged = line.split(separator: " · ").first { $0.hasPrefix("paged ") } ?? ""
            parts.append((person.rawValue, isCalled == paged.contains(person.rawValue)))
        }
        let told = watch.receiver.entries.contains { entry in
            entry.reply.draft == nil
                && matter.mentions.contains {
                    $0.arrival.mention.key.id == entry.reply.inReplyTo
                }
        }
        parts.append(("customer told when", told))
        return parts.compactMap { words, isSo in
            let isPerson = RehearsedNight.steps.contains { $0.person.rawValue == words }
            return (isPerson ? isSo : line.contains(words) == isSo) ? nil : "\(words)? \(line)"
        }
    }
}

extension NightPager.Entry {
    fileprivate var isOver: Bool {
        switch outcome {
        case .sent, .refused, .gone: true
        case .retry, .unknown, nil: false
        }
    }
}
