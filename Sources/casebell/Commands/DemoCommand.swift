import ArgumentParser
import CaseStore
import Casework
import Desk
import Foundation
import Logging
import UnixSignals

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
        // Before there is anything that could be left behind.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        let directory = try makeDirectory()
        do {
            defer { try? FileManager.default.removeItem(at: directory) }
            let path = directory.appendingPathComponent("demo.db").path
            try await play(in: path, until: signals)
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error)
        }
    }

    /// A directory of its own, where there is a place for such.
    private func makeDirectory() throws -> URL {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("casebell-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw CommandFailure(
                .cannotCreate,
                "\(directory.path) cannot be made: \(reason) Name another directory in TMPDIR.")
        }
        return directory
    }

    private enum Ending {
        /// The play is, or the person has left.
        case over
        case ended(by: UnixSignal)
    }

    private func play(in path: String, until signals: UnixSignalsSequence) async throws {
        let store = try SQLiteStore.open(path: path, now: SystemDeskClock().now())
        let pace = autoplay ? speed * 3 : speed
        let customers = DemoCustomers { line in Outlet.output.offer(line + "\n") }
        let made = DemoDesk(pace: pace, types: !autoplay, connector: customers)
        let desk = Desk(made.setup, store: store, logger: Logger(label: "demo"))
        let stage = DemoStage(made, door: desk.mentions, pace: pace)
        // A part that ends with nothing ends no other.
        let ending: Ending = try await withThrowingTaskGroup(of: Ending?.self) { group in
            group.addTask {
                await stage.watch()
                return autoplay ? nil : .over
            }
            group.addTask {
                try await desk.run()
                return nil
            }
            group.addTask {
                if autoplay {
                    try await DemoPlay(stage: stage, customers: customers).run()
                    return .over
                }
                try await DemoColleagues(stage: stage).run()
                return nil
            }
            group.addTask {
                for await signal in signals { return .ended(by: signal) }
                return nil
            }
            defer { group.cancelAll() }
            while let part = try await group.next() {
                if let part { return part }
            }
            return .over
        }
        try await store.close()
        switch ending {
        // As a shell counts what a signal has ended.
        case .ended(let signal): throw ExitCode(128 + signal.rawValue)
        case .over where autoplay:
            try Outlet.output.print(
                "\nThe day is over; \(customers.repliesRead) replies were read.")
        case .over: break
        }
    }
}
