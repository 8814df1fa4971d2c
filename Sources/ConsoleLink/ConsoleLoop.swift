import Casework
import Chat
import Glibc

/// Reads what is typed and writes what is posted, on a thread of its own.
final class ConsoleLoop {
    private let link: ConsoleLink
    private let bell: Bell
    private let ears: any ChatEars
    private let paint: ConsolePaint
    private var session: ConsoleSession
    private var typed: TypedLines
    private let connection = String(UInt64.random(in: .min ... .max), radix: 36)
    private var sayings = 0
    /// The next typed line is not taken before.
    private var resumeAt = ContinuousClock.now
    private var isOutputGone = false
    private var hasQuit = false

    private var configuration: ConsoleConfiguration { link.configuration }
    private var pace: Duration { .milliseconds(configuration.pace.milliseconds) }

    init(link: ConsoleLink, bell: Bell, ears: any ChatEars) {
        self.link = link
        self.bell = bell
        self.ears = ears
        paint = ConsolePaint(hasColours: link.configuration.hasColours)
        session = ConsoleSession(link.configuration)
        typed = TypedLines(input: link.configuration.input)
    }

    func run() {
        greet()
        while !hasQuit, !isOutputGone {
            let work = link.takeWork()
            for post in work.posts.stablySortedByLane() { show(post) }
            for speech in work.speeches { hear(speech) }
            if work.isStopping { break }
            let isRested = .now >= resumeAt
            if isRested, let line = typed.next() {
                act(on: line)
            } else if isRested, typed.isAtEnd {
                break
            } else {
                wait(isRested: isRested)
            }
        }
        let reason = isOutputGone ? "nobody reads the console" : "the console was left"
        ears.heard(.down(reason: reason))
    }

    private func greet() {
        ears.heard(.up(rooms: configuration.rooms))
        let occupants = configuration.people.compactMap(\.account)
        for room in configuration.rooms {
            ears.heard(.privacy(room, .closed(occupants: occupants, strangers: [])))
        }
        for person in configuration.people {
            let from = DirectAddress(person.name)
            ears.heard(.presence(Presence(from: from, account: person.account, isHere: true)))
        }
        guard configuration.isInteractive else { return }
        remark("You are \(session.speaker.name) in \(session.room). /help says more.")
    }

    private func wait(isRested: Bool) {
        var waited = [pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)]
        if isRested, let input = configuration.input, !typed.isAtEnd {
            waited.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0))
        }
        var timeout: Int32 = -1
        if !isRested {
            let left = ContinuousClock.now.duration(to: resumeAt)
            timeout = Int32(max(1, min(60_000, (left / .milliseconds(1)).rounded(.up))))
        }
        guard poll(&waited, nfds_t(waited.count), timeout) > 0 else { return }
        if waited[0].revents != 0 { bell.silence() }
        if waited.count > 1, waited[1].revents != 0 { typed.read() }
    }

    private func act(on line: TypedLines.Line) {
        guard case .line(let text) = line else {
            return remark("Longer than \(ConsoleConfiguration.lineLengthMax) bytes: not said.")
        }
        switch session.take(text) {
        case .nothing: return
        case .show(let text): remark(text)
        case .pause(let lapse): resumeAt = .now + .milliseconds(lapse.milliseconds)
        case .quit: hasQuit = true
        case .say(let speech):
            if !configuration.isInteractive { echo(speech) }
            say(speech)
            if !configuration.isInteractive { resumeAt = .now + pace }
        }
    }

    private func hear(_ hearing: ConsoleLink.Hearing) {
        let person = session.person(named: hearing.person)
        let speech = session.speech(hearing.text, by: person, in: hearing.room)
        echo(speech)
        say(speech)
    }

    private func say(_ speech: ConsoleSpeech) {
        sayings += 1
        let now = link.now()
        ears.heard(
            .said(
                Saying(
                    network: link.network, room: speech.room,
                    from: DirectAddress(speech.speaker.name), account: speech.speaker.account,
                    text: speech.text, addressed: speech.isAddressed,
                    messageID: "\(connection)-\(sayings)", saidAt: now, heardAt: now)))
    }

    private func echo(_ speech: ConsoleSpeech) {
        let text = speech.isAddressed ? "\(configuration.botName): \(speech.text)" : speech.text
        let direct = ConsoleLine.Place.person(DirectAddress(configuration.botName))
        let place = speech.room.map { ConsoleLine.Place.room($0) } ?? direct
        _ = show([.quoted(text)], by: speech.speaker.name, in: place, post: nil, at: link.now())
    }

    private func remark(_ text: String) { _ = write(paint.remark(text) + "\n") }

    private func show(_ post: Post) {
        let now = link.now()
        let place: ConsoleLine.Place =
            switch post.destination {
            case .room(let room): .room(room)
            case .person(let person): .person(person)
            }
        var outcome = Receipt.Outcome.sent(reference: "\(post.id)/\(post.attempt)")
        for (index, line) in post.lines.enumerated() {
            let spans = line.spans + (post.isRepeat && index == 0 ? [.text(" (again?)")] : [])
            let end = show(
                spans, by: configuration.botName, in: place, post: post.id, at: now)
            if end == .whole { continue }
            outcome = end == .nothing && index == 0 ? .linkDown : .unknown
            break
        }
        let receipt = Receipt(id: post.id, attempt: post.attempt, outcome: outcome, at: now)
        ears.heard(.receipt(receipt))
        // A script that has just spoken waits for the end of the answer.
        if !configuration.isInteractive { resumeAt = max(resumeAt, .now + pace) }
    }

    private func show(
        _ spans: [Span], by speaker: String, in place: ConsoleLine.Place, post: DeliveryID?,
        at now: Instant
    ) -> Written {
        let shownPlace =
            switch place {
            case .room(let room): room.rawValue
            case .person(let person): "@\(person)"
            }
        let time = link.wallClock(now)
        let end = write(
            paint.line(at: time, place: shownPlace, speaker: speaker, spans) + "\n")
        guard end == .whole else { return end }
        let plain = spans.map { ConsolePaint.harmless($0.words) }.joined()
        link.tell(ConsoleLine(at: now, place: place, speaker: speaker, text: plain, post: post))
        return end
    }

    private enum Written { case nothing, part, whole }

    private func write(_ text: String) -> Written {
        guard !isOutputGone else { return .nothing }
        let bytes = Array(text.utf8)
        var count = 0
        while count < bytes.count {
            let step = bytes[count...].withUnsafeBytes {
                Glibc.write(configuration.output, $0.baseAddress, $0.count)
            }
            if step > 0 {
                count += step
            } else if errno == EAGAIN, isWritableSoon() {
                continue
            } else if errno != EINTR {
                isOutputGone = true
                return count == 0 ? .nothing : .part
            }
        }
        return .whole
    }

    /// A stopped terminal gets two seconds.
    private func isWritableSoon() -> Bool {
        var waited = pollfd(fd: configuration.output, events: Int16(POLLOUT), revents: 0)
        return poll(&waited, 1, 2000) > 0
    }
}

extension [Post] {
    fileprivate func stablySortedByLane() -> [Post] {
        Lane.allCases.flatMap { lane in filter { $0.lane == lane } }
    }
}

extension Span {
    fileprivate var words: String {
        switch self {
        case .text(let words), .strong(let words), .person(let words), .quoted(let words): words
        }
    }
}
