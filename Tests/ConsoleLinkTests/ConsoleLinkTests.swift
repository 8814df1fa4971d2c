import Casework
import Chat
import Glibc
import Synchronization
import Testing

@testable import ConsoleLink

@Suite(.timeLimit(.minutes(1)))
struct ConsoleLinkTests {
    private static let noon = Instant(seconds: 43_200)

    private func link(input: Int32?, output: Int32, pace: Lapse = .zero) -> ConsoleLink {
        var configuration = ConsoleSessionTests.configuration
        configuration.input = input
        configuration.output = output
        configuration.pace = pace
        return ConsoleLink(configuration, now: { Self.noon }) { _ in
            LocalTime(year: 1970, month: 1, day: 1, hour: 12, minute: 0, second: 0)
        }
    }

    private func post(
        _ id: DeliveryID, _ lane: Lane = .normal, to destination: Post.Destination = .room("#care"),
        isRepeat: Bool = false
    ) -> Post {
        Post(
            id: id, attempt: 1, destination: destination, lane: lane,
            lines: [Line("\(id), first"), Line([.quoted("sec\nond")])], isRepeat: isRepeat)
    }

    @Test func `hears a script line by line and ends with it`() async throws {
        let (input, output) = (Wire(), Wire())
        input.write("!claim 1\n/as sam\n/dm queue\n")
        input.closeWriting()
        let ears = ListeningEars()
        try await link(input: input.reading, output: output.writing).run(ears)
        output.closeWriting()
        let sayings = ears.sayings
        #expect(sayings.map(\.text) == ["!claim 1", "queue"])
        #expect(sayings.map(\.account) == ["dana", "sam"])
        #expect(sayings.map(\.room) == ["#care", nil])
        #expect(Set(sayings.map(\.messageID)).count == 2)
        #expect(sayings.first?.saidAt == Self.noon)
        #expect(
            output.everything()
                == """
                12:00 #care <dana> !claim 1
                -- You are sam now, in #care.
                12:00 @casebell <sam> queue

                """)
        #expect(
            ears.outline == [
                "up #care #approvals", "closed #care dana sam", "closed #approvals dana sam",
                "here dana", "here sam", "said", "said", "down",
            ])
    }

    @Test func `posts in the order of lanes and says so afterwards`() async throws {
        let output = Wire()
        let link = link(input: nil, output: output.writing)
        let ears = ListeningEars()
        link.post([post("n1"), post("b", .bulk), post("n2", isRepeat: true)])
        link.post([post("a", .answer, to: .person("dana"))])
        async let running: Void = link.run(ears)
        await ears.untilReceipts(4)
        link.stop()
        try await running
        #expect(ears.receipts.map(\.id) == ["a", "n1", "n2", "b"])
        #expect(
            ears.receipts.map(\.outcome).allSatisfy { if case .sent = $0 { true } else { false } })
        output.closeWriting()
        let shown = output.everything().split(separator: "\n")
        #expect(
            shown.prefix(5) == [
                "12:00 @dana <casebell> a, first", "12:00 @dana <casebell> sec ond",
                "12:00 #care <casebell> n1, first", "12:00 #care <casebell> sec ond",
                "12:00 #care <casebell> n2, first (again?)",
            ])
    }

    @Test func `lets others speak, and tells what was shown`() async throws {
        let output = Wire()
        let link = link(input: nil, output: output.writing)
        let ears = ListeningEars()
        let transcript = link.transcript()
        link.hear(person: "sam", room: "#approvals", text: "casebell: ok k7f2")
        link.post([post("p")])
        async let running: Void = link.run(ears)
        await ears.untilReceipts(1)
        link.stop()
        try await running
        var told: [String] = []
        for await line in transcript { told.append("\(line.post?.rawValue ?? "-") \(line.text)") }
        #expect(told == ["p p, first", "p sec ond", "- casebell: ok k7f2"])
        #expect(ears.sayings.map(\.text) == ["ok k7f2"])
        #expect(ears.sayings.map(\.addressed) == [true])
    }

    @Test func `keeps no posts once nobody reads`() async throws {
        let output = Wire()
        let link = link(input: nil, output: output.writing)
        let ears = ListeningEars()
        output.closeReading()
        link.post([post("1"), post("2")])
        try await link.run(ears)
        link.post([post("3")])
        #expect(ears.receipts.map(\.id) == ["1", "2", "3"])
        #expect(ears.receipts.allSatisfy { $0.outcome == .linkDown })
        #expect(ears.outline.last == "receipt")
        #expect(ears.outline.contains("down"))
    }

    @Test func `asks for patience when too much waits`() async throws {
        let output = Wire()
        output.closeReading()
        let link = link(input: nil, output: output.writing)
        let ears = ListeningEars()
        link.post((0..<ConsoleConfiguration.pendingMax).map { post(DeliveryID("\($0)")) })
        link.post([post("late")])
        try await link.run(ears)
        #expect(ears.receipts.count == ConsoleConfiguration.pendingMax + 1)
        #expect(ears.receipts.first { $0.id == "late" }?.outcome == .retry(after: .seconds(1)))
    }

    @Test func `a script waits for the answer before it goes on`() async throws {
        let (input, output) = (Wire(), Wire())
        input.write("!claim 1\n!ok 1\n")
        input.closeWriting()
        let link = link(
            input: input.reading, output: output.writing, pace: Lapse(milliseconds: 200))
        let answer = post("answer")
        let ears = ListeningEars { saying in
            if saying.text == "!claim 1" { link.post([answer]) }
        }
        try await link.run(ears)
        #expect(ears.outline.suffix(4) == ["said", "receipt", "said", "down"])
    }

    @Test(arguments: [
        ["NO_COLOR": "1"], ["TERM": "dumb"], [:],
    ])
    func `colours no pipe`(environment: [String: String]) {
        #expect(!ConsoleConfiguration.wantsColours(Wire().writing, environment: environment))
    }
}

/// A pipe of the test's own.
private final class Wire: Sendable {
    let reading: Int32
    let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        (reading, writing) = (ends[0], ends[1])
    }

    func write(_ text: String) { _ = Glibc.write(writing, text, text.utf8.count) }
    func closeWriting() { close(writing) }
    func closeReading() { close(reading) }

    func everything() -> String {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(reading, &chunk, chunk.count)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += chunk[..<count]
        }
    }
}

/// Remembers what it heard.
private final class ListeningEars: ChatEars {
    private struct State {
        var events: [ChatEvent] = []
        var waiting: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())
    private let whenSaid: @Sendable (Saying) -> Void

    init(whenSaid: @escaping @Sendable (Saying) -> Void = { _ in }) { self.whenSaid = whenSaid }

    func heard(_ event: ChatEvent) {
        let released: CheckedContinuation<Void, Never>? = state.withLock { state in
            state.events.append(event)
            guard let waiting = state.waiting, Self.receipts(state.events).count >= waiting.count
            else { return nil }
            state.waiting = nil
            return waiting.continuation
        }
        released?.resume()
        if case .said(let saying) = event { whenSaid(saying) }
    }

    func untilReceipts(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = Self.receipts(state.events).count >= count
                if !isThere { state.waiting = (count, continuation) }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }

    var receipts: [Receipt] { Self.receipts(state.withLock { $0.events }) }

    private static func receipts(_ events: [ChatEvent]) -> [Receipt] {
        events.compactMap { if case .receipt(let receipt) = $0 { receipt } else { nil } }
    }

    var sayings: [Saying] {
        state.withLock { $0.events }.compactMap {
            if case .said(let saying) = $0 { saying } else { nil }
        }
    }

    /// The kinds of events in order.
    var outline: [String] {
        state.withLock { $0.events }.map { event in
            switch event {
            case .said: "said"
            case .receipt: "receipt"
            case .up(let rooms): "up " + rooms.map(\.rawValue).joined(separator: " ")
            case .down: "down"
            case .privacy(let room, .closed(let occupants, _)):
                "closed \(room) " + occupants.map(\.rawValue).joined(separator: " ")
            case .privacy(let room, _): "open \(room)"
            case .trouble(let words): "trouble: \(words)"
            case .listening, .absence: "heard"
            case .reacted, .changed, .underWay, .moved: "never"
            case .presence(let presence): "here \(presence.from)"
            }
        }
    }
}
