import ArgumentParser
import Casework
import Curl
import Logging

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Explain every mistake in the configuration, and what is legal but unwise.",
        discussion: """
            Exits 0 if it can be used, 78 if not. Needs no secrets and no network.

            With --live it also connects and joins the rooms, says who can read along there, asks \
            each webhook for its options, and pages one person for practice by each way out of the \
            chat; it says whom. Nothing else is said or sent. Beside a running daemon it comes \
            under another nick. Then it exits 69 if something cannot be reached.
            """)

    @OptionGroup var place: ConfigurationOption
    @Flag(help: "Findings as JSON.")
    var json = false
    @Flag(help: "Also look at networks, rooms and webhooks as they are now.")
    var live = false

    func run() async throws {
        var reading = Configuration.read(from: place.config)
        // What was said in chat fills gaps, too.
        let (acts, unread) = await said(to: reading.configuration)
        if !acts.isEmpty { reading = Configuration.read(from: place.config, acts: acts) }
        var report = reading.report
        report.findings += unread.map(reading.places.placed)
        var isReached = true
        if live, let configuration = reading.configuration {
            let found = try await look(configuration)
            report.findings += found.map(reading.places.placed)
            isReached = !found.contains { $0.severity == .error }
        }
        try Outlet.output.print(json ? report.json : report.text, terminator: "")
        guard reading.configuration != nil else {
            throw ExitCode(CommandFailure.Code.configuration.rawValue)
        }
        guard isReached else { throw ExitCode(CommandFailure.Code.unavailable.rawValue) }
    }

    /// What was said of the rota, or why nobody knows.
    private func said(to configuration: Configuration?) async -> ([RotaAct], [Finding]) {
        guard let configuration, !configuration.rota.rotations.isEmpty else { return ([], []) }
        do {
            return (try await configuration.rotaActs() ?? [], [])
        } catch {
            return ([], [.unread(CommandFailure(error).description)])
        }
    }

    private func look(_ configuration: Configuration) async throws -> [Finding] {
        configuration.connection.log.bootstrap()
        do {
            let secrets = try Resolved(configuration)
            let reactor = try CurlReactor()
            try reactor.start()
            defer { reactor.stop() }
            return try await LiveCheck(
                configuration: configuration, secrets: secrets, reactor: reactor,
                logger: Logger(label: "casebell")
            ).findings()
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension Finding {
    /// The store cannot be read, and in it what was said in chat.
    fileprivate static func unread(_ reason: String) -> Finding {
        Finding(
            severity: .warning, file: "casebell.yaml", position: nil, key: "state",
            message: "what was said in chat of who is on call is not in this: "
                + (reason.hasSuffix(".") ? String(reason.dropLast()) : reason),
            suggestion: "Gaps that it fills are named all the same.")
    }
}
