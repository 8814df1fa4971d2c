import Casework
import Chat
import Rehearsal
import Testing

@testable import MatrixLink
@testable import MatrixWire

/// When something was said that was long on its way.
@Suite struct InterpreterDelayTests {
    private static let far = "@sam:far.example"

    private func interpreter() -> Interpreter {
        var interpreter = Interpreter(
            LinkBench.configuration, keepsake: Keepsake(), marks: [], at: LinkCast.now,
            seed: "a seed")
        interpreter.clock = (LinkCast.now, 1000)
        return interpreter
    }

    private func said(_ ago: Lapse, isFromHistory: Bool = false) -> MatrixFact {
        .said(
            MatrixSaying(
                room: LinkBench.care, sender: Self.far, text: "!ok 42", isAddressed: false,
                eventID: "$1", serverTime: (LinkCast.now - ago).milliseconds,
                isFromHistory: isFromHistory))
    }

    private func delays(_ interpreter: Interpreter) -> [Lapse] {
        interpreter.outcome.events.compactMap { event in
            switch event {
            case .said(let saying): saying.delay
            case .reacted(let reaction): reaction.gesture.delay
            default: nil
            }
        }
    }

    @Test func `what comes late from another server is known to be late`() {
        var interpreter = interpreter()
        interpreter.take(said(.seconds(10)))
        interpreter.take(said(.zero))
        interpreter.take(
            .reacted(
                MatrixReaction(
                    room: LinkBench.care, sender: Self.far, key: "\u{2705}", target: "$0",
                    eventID: "$2", serverTime: (LinkCast.now - .seconds(20)).milliseconds,
                    isFromHistory: false)))
        #expect(delays(interpreter) == [.seconds(10), .zero, .seconds(20)])
    }

    @Test func `how late it is is sure once the clock by which it is dated is known`() {
        var interpreter = interpreter()
        for second in [0, 10, 20, 30] as [Int64] {
            let now = LinkCast.now + .seconds(second)
            interpreter.clock = (now, 1000 + second * 1000)
            interpreter.take(
                .said(
                    MatrixSaying(
                        room: LinkBench.care, sender: Self.far, text: "!undo 42",
                        isAddressed: false, eventID: "$\(second)",
                        serverTime: (now - .seconds(60)).milliseconds, isFromHistory: false)))
        }
        let said = interpreter.outcome.events.compactMap { event -> Saying? in
            if case .said(let saying) = event { saying } else { nil }
        }
        // A clock that is a minute behind, or a minute's way: nobody knows, until it is always one.
        #expect(said.map(\.isDelaySure) == [false, false, false, true])
        let minute = Lapse.seconds(60)
        #expect(said.map(\.delay) == [minute, minute, minute, .zero])
        #expect(said.allSatisfy { $0.latestMeantAt == $0.heardAt })
    }

    @Test func `what comes from history has its server's date`() throws {
        var interpreter = interpreter()
        interpreter.take(said(.hours(1), isFromHistory: true))
        interpreter.take(said(.seconds(10)))
        #expect(delays(interpreter) == [.zero, .seconds(10)])
        guard case .said(let saying) = try #require(interpreter.outcome.events.first) else {
            Issue.record("nothing was said")
            return
        }
        #expect(saying.meantAt == LinkCast.now - .hours(1))
    }
}
