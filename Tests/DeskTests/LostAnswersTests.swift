import Casework
import Chat
import Rehearsal
import Synchronization
import Testing

@testable import Desk

/// Answers that stand in no outbox and that a link could not say.
struct LostAnswersTests {
    @Test func `what is too old to be said takes nobody else's place, whatever its network`() {
        let clock = ManualClock()
        let setup = DeskPlan(clock: clock).setup()
        let announcer = Announcer(
            running: RunningSetup(setup), directory: Directory(staff: setup.staff, rooms: []))
        func isKept(on network: NetworkName) -> Bool {
            let saying = Saying(
                network: network, room: nil, from: "dana", account: "dana", text: "waiting",
                addressed: false, messageID: "m", saidAt: clock.now(), heardAt: clock.now())
            announcer.say(
                [Line("nothing waits")], Origin(saying, room: nil, person: "dana"), alone: true)
            let ids = announcer.state.withLock { Array($0.unrecorded.keys) }
            guard ids.count == 1 else { return false }
            let end = announcer.ended(
                Receipt(id: ids[0], attempt: 1, outcome: .linkDown, at: clock.now()))
            return if case .again? = end { true } else { false }
        }
        let kept = (0..<Announcer.waitingMax).count { _ in isKept(on: "matrix") }
        #expect(kept == Announcer.waitingMax)
        #expect(!isKept(on: "office"))
        clock.advance(by: Announcer.waitingFor)
        #expect(!isKept(on: "office"))
        clock.advance(by: .seconds(1))
        #expect(isKept(on: "office"))
        let left = announcer.state.withLock { $0.waiting.map(\.answer.network) }
        #expect(left == ["office"])
    }
}
