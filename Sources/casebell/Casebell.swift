import ArgumentParser
import Foundation

/// The command line.
@main
struct Casebell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casebell",
        abstract: "Social customer service from the contact centre's own chat.",
        discussion: """
            Begin with `casebell demo`; then edit bot-config/, ask `casebell check`, and \
            `casebell run`.
            """,
        version: Version.number,
        subcommands: [
            RunCommand.self, CheckCommand.self, DemoCommand.self, IngestCommand.self,
            CaseCommand.self, RotaCommand.self, AuditCommand.self,
        ])

    static func main() async {
        Outlet.holdClosed()
        // A reader that goes away (`casebell case list | head`) is an error of a write, not a
        // reason to die.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            Outlet.error.offer(failure.line + "\n")
            Foundation.exit(failure.code.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}

extension CommandFailure {
    fileprivate var line: String {
        description.hasSuffix("\n") ? String(description.dropLast()) : "casebell: \(description)"
    }
}
