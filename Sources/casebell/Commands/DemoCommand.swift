import ArgumentParser
import CaseStore
import Casework
import Desk
import Foundation
import Logging

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "A day at a made-up desk, in this terminal. Needs nothing.",
        discussion: """
            You are dana, an agent; bo is your colleague, sam your supervisor. Type as in the \
            room: !queue, !c 1, !r 1 Hello …, !help; /help tells what the terminal itself can.
            """)

    @Flag(help: "Watch both sides being played, in at most 30 s.") var autoplay = false
    @Option(help: "Multiplies the pace: 2 is twice as fast.") var speed = 1.0

    func validate() throws {
        guard (0.1...100).contains(speed) else {
            throw ValidationError("--speed takes 0.1 to 100.")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("casebell-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            defer { try? FileManager.default.removeItem(at: directory) }
            try await play(in: directory.appendingPathComponent("demo.db").path)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func play(in path: String) async throws {
        let store = try SQLiteStore.open(path: path, now: SystemDeskClock().now())
        let pace = autoplay ? speed * 3 : speed
        let customers = DemoCustomers { line in Outlet.output.offer(line + "\n") }
        let made = DemoDesk(pace: pace, types: !autoplay, connector: customers)
        let desk = Desk(made.setup, store: store, logger: Logger(label: "demo"))
        let stage = DemoStage(made, door: desk.mentions, pace: pace)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                await stage.watch()
                return !autoplay
            }
            group.addTask {
                try await desk.run()
                return false
            }
            group.addTask {
                if autoplay {
                    try await DemoPlay(stage: stage, customers: customers).run()
                    return true
                }
                try await DemoColleagues(stage: stage).run()
                return false
            }
            // The play is over, or the person has left.
            while let isOver = try await group.next() {
                if isOver { break }
            }
            group.cancelAll()
        }
        try await store.close()
        guard autoplay else { return }
        try Outlet.output.print("\nThe day is over; \(customers.repliesRead) replies were read.")
    }
}
