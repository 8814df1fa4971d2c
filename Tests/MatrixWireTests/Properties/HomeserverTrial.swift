import Notation

@testable import MatrixWire

/// A session with an input for its homeserver, its desk and its clock.
struct HomeserverTrial {
    /// The first byte of a line that is no answer. An answer begins with a byte that names the
    /// request, one that names the status, and has the body after them; without a body it is one
    /// that makes sense.
    private enum Mark {
        static let timePasses: UInt8 = 1
        static let timeJumps: UInt8 = 2
        static let say: UInt8 = 3
        static let topic: UInt8 = 4
        static let quit: UInt8 = 5
        static let breakOff: UInt8 = 6
    }

    /// By the lower half of the second byte.
    private static let statuses = [
        200, 429, 401, 403, 404, 400, 500, 502, 200, 201, 302, 413, 0, -1, 99_999, 503,
    ]

    private var session: MatrixSession
    private var now: Milliseconds = 1_000_000
    private var open: [MatrixRequest] = []
    private var seen: Set<MatrixRequest.ID> = []
    private var told = ToldFacts()
    private var said: [String] = []
    private var answers = 0
    private var isOver = false
    private(set) var violation: String?

    init(_ opening: HomeserverOpening) {
        session = MatrixSession(opening.configuration, memory: opening.memory, seed: "a seed")
        take(session.begin(at: now))
        for _ in 0..<opening.answered {
            guard let request = open.first else { break }
            answer(request, .response(status: 200, headers: [], body: sense(for: request)))
        }
    }

    mutating func act(_ line: ArraySlice<UInt8>) {
        let first = line[line.startIndex]
        let value = line.dropFirst().first ?? 0
        switch first {
        case Mark.timePasses: pass(Milliseconds(value) * 150)
        case Mark.timeJumps:
            now += Milliseconds(value) * Milliseconds(value) * 1000
            take(session.tick(at: now))
        case Mark.say: say(value, String(decoding: line.dropFirst(2), as: UTF8.self))
        case Mark.topic:
            let topic = String(decoding: line.dropFirst(), as: UTF8.self)
            take(session.show(topic: topic, in: HomeserverOpening.care, at: now))
        case Mark.quit: take(session.quit(at: now))
        case Mark.breakOff:
            guard let request = request(value) else { return }
            answer(
                request, value & 0x80 == 0 ? .notBegun(reason: "no") : .cutOff(reason: "off"))
        default: answer(first, value, Array(line.dropFirst(2)))
        }
    }

    /// The end of it: every utterance has its receipt, and there is one for each.
    mutating func settle() {
        guard violation == nil else { return }
        for fact in session.end() { tell(fact) }
        guard violation == nil else { return }
        if told.receipts.sorted() != said.sorted() {
            violation = "\(said.count) utterances, \(told.receipts.count) receipts"
        }
    }

    // MARK: - The homeserver

    private func request(_ choice: UInt8) -> MatrixRequest? {
        open.isEmpty ? nil : open[Int(choice & 0x0F) % open.count]
    }

    private mutating func answer(_ choice: UInt8, _ status: UInt8, _ body: [UInt8]) {
        guard let request = request(choice) else { return pass(1000) }
        now += Milliseconds(status >> 4) * 40
        let status = HomeserverTrial.statuses[Int(status & 0x0F)]
        let headers = status == 429 && choice & 0x40 == 0 ? [("Retry-After", "2")] : []
        let body = body.isEmpty ? sense(for: request) : body
        answer(request, .response(status: status, headers: headers, body: body))
    }

    private mutating func answer(_ request: MatrixRequest, _ outcome: MatrixAnswer.Outcome) {
        open.removeAll { $0.id == request.id }
        take(session.receive(MatrixAnswer(id: request.id, outcome: outcome), at: now))
    }

    private mutating func sense(for request: MatrixRequest) -> [UInt8] {
        answers += 1
        return Array(
            HomeserverOpening.answer(to: request.purpose, number: answers, room: roomName()).utf8)
    }

    private func roomName() -> String {
        answers % 2 == 0 ? HomeserverOpening.care : "!made\(answers):example.org"
    }

    // MARK: - The desk

    private mutating func say(_ choice: UInt8, _ text: String) {
        let earlier = said.isEmpty ? "d0" : said[Int(choice >> 3) % said.count]
        let id = "d\(said.count)"
        said.append(id)
        let destinations: [MatrixUtterance.Destination] = [
            .room(HomeserverOpening.care), .person("@bo:example.org"), .room("!ops:example.org"),
            .person(text),
        ]
        let reference: MatrixUtterance.Reference =
            choice & 4 == 0 ? .utterance(earlier) : .event("$1")
        let contents: [MatrixUtterance.Content] = [
            .message(.init(body: text, html: text, mentions: [text])),
            .message(.init(body: text, threadRoot: reference)),
            .message(.init(body: text, isNotice: true, repliesTo: .event("$2"))),
            .message(.init(body: text, replaces: reference)),
            .reaction(key: text, target: reference),
            .redaction(target: reference, reason: text),
        ]
        let utterance = MatrixUtterance(
            id: id, destination: destinations[Int(choice & 3)],
            urgency: .init(rawValue: Int(choice >> 6)) ?? .other,
            content: contents[Int(choice >> 4 & 7) % contents.count],
            seeds: choice & 0x08 == 0 ? [] : ["👀", text])
        take(session.say([utterance], at: now))
    }

    // MARK: - The clock

    /// Time passes in the steps that the session asks for.
    private mutating func pass(_ milliseconds: Milliseconds) {
        let end = now + milliseconds
        var ticks = 0
        while let next = session.nextTick, next <= end, violation == nil {
            ticks += 1
            if ticks > 4000 { violation = "the session asks for a tick again and again" }
            now = max(now, next)
            take(session.tick(at: now))
        }
        now = end
    }

    // MARK: - What came of it

    private mutating func take(_ step: MatrixStep) {
        guard violation == nil else { return }
        if isOver, !step.requests.isEmpty { violation = "something is asked after the end" }
        isOver = isOver || step.isOver
        for request in step.requests {
            open.append(request)
            if !seen.insert(request.id).inserted { violation = "two requests of one number" }
            violation = violation ?? AskedRequests.violation(in: request)
        }
        open.removeAll { step.cancelled.contains($0.id) }
        for fact in step.facts { tell(fact) }
        if session.open.count != open.count {
            violation = "\(open.count) requests are open, the session has \(session.open.count)"
        }
        if let next = session.nextTick, next < now { violation = "a tick in the past" }
        violation = violation ?? HomeserverLimits.violation(in: session)
    }

    private mutating func tell(_ fact: MatrixFact) {
        violation = violation ?? told.violation(in: fact)
    }
}
