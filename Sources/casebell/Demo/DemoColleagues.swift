import Casework
import ConsoleLink
import Desk

/// The demo with a person at the terminal: customers write now and then, bo claims what nobody
/// takes, and sam reads every draft and approves it.
struct DemoColleagues {
    let stage: DemoStage

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await customers() }
            group.addTask { try await sam() }
            group.addTask { try await bo() }
            try await group.waitForAll()
        }
    }

    private func customers() async throws {
        for mention in DemoMentions.inOrder {
            try await stage.rest(2)
            try await stage.post(mention)
            try await stage.rest(28)
        }
    }

    /// A supervisor who is quick to read.
    private func sam() async throws {
        while true {
            try await stage.rest(1)
            guard let card = stage.take(" · why: "), let mark = card.mark else { continue }
            try await stage.rest(5)
            stage.say(DemoDesk.sam, in: DemoDesk.approvals, "!ok \(mark)")
        }
    }

    /// Another agent, who leaves the first cases to the person at the terminal.
    private func bo() async throws {
        try await stage.rest(100)
        stage.say(DemoDesk.bo, "!claim next")
        try await stage.rest(10)
        while true {
            guard let told = stage.take("bo: #") else {
                try await stage.rest(2)
                continue
            }
            // What he is told of his replies starts like that, too.
            guard told.text.contains(" is yours"), let number = told.caseNumber else { continue }
            stage.say(
                DemoDesk.bo, "!r \(number) Hello, I am looking into it and come back to you.")
        }
    }
}
