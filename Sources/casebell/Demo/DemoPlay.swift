import Casework
import ConsoleLink
import Desk

/// The demo's day with nobody at the terminal: each act waits for what the rooms show, so the day
/// really happens or the demo fails.
struct DemoPlay {
    let stage: DemoStage
    let customers: DemoCustomers

    func run() async throws {
        try await ringClaimAndRace()
        try await draftApproveRelay()
        try await hostileAndPraise()
        try await changeOfMind()
        guard customers.repliesRead >= 2 else {
            throw CommandFailure(.internal, "no reply reached a customer")
        }
    }

    private func ringClaimAndRace() async throws {
        try await stage.post(DemoMentions.mara)
        try await stage.await("#1 P1")
        try await stage.rest(1)
        stage.say(DemoDesk.dana, "!c 1")
        stage.say(DemoDesk.bo, "!claim 1")
        try await stage.await("#1 is yours")
        try await stage.await("bo:", "dana's since")
    }

    private func draftApproveRelay() async throws {
        try await stage.rest(1.5)
        stage.say(
            DemoDesk.dana,
            "!r 1 Hi Mara, I'm so sorry. I can see the fault on your line and an engineer comes "
                + "at 4.")
        let draft = try await stage.await("#1 draft 1")
        let mark = draft.mark ?? ""
        try await stage.rest(1)
        stage.say(DemoDesk.dana, "!ok \(mark)")
        try await stage.await("you wrote \(mark)")
        try await stage.post(DemoMentions.maraAgain)
        try await stage.await(mark, "held")
        try await stage.rest(1.5)
        stage.say(DemoDesk.sam, in: DemoDesk.approvals, "!ok \(mark)")
        try await stage.await(mark, "approved by sam")
        try await stage.await("#1 sent to")
    }

    private func hostileAndPraise() async throws {
        try await stage.post(DemoMentions.joke)
        try await stage.await("#2 P1")
        try await stage.rest(1)
        stage.say(DemoDesk.bo, "!noise 2")
        try await stage.await("#2", "noise")
        try await stage.post(DemoMentions.praise)
        stage.say(DemoDesk.bo, "!queue")
    }

    private func changeOfMind() async throws {
        try await stage.post(DemoMentions.bill)
        try await stage.await("#4 P1")
        stage.say(DemoDesk.bo, "!c 4")
        try await stage.await("#4 is yours")
        stage.say(DemoDesk.bo, "!r 4 Hello Zed, that bill is right.")
        let first = try await stage.await("#4 draft 1")
        stage.say(DemoDesk.sam, in: DemoDesk.approvals, "!ok \(first.mark ?? "")")
        try await stage.await("#4", "approved by sam")
        try await stage.rest(0.5)
        stage.say(DemoDesk.bo, "!undo 4")
        try await stage.await("#4", "called back by bo")
        stage.say(
            DemoDesk.bo,
            "!e 4 Hello Zed, 60 € of it are a mistake of ours and come back to you today.")
        let second = try await stage.await("#4 draft 2")
        try await stage.rest(1)
        stage.say(DemoDesk.sam, in: DemoDesk.approvals, "!ok \(second.mark ?? "")")
        try await stage.await("#4 sent to")
        try await stage.post(DemoMentions.maraThanks)
        try await stage.await("@mara", "thank")
        stage.say(DemoDesk.dana, "!resolve 1 line repaired")
        try await stage.await("#1 resolved")
    }
}
