import ArgumentParser
import CaseStore
import Casework
import Foundation

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The proof of what happened.",
        subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the chain of events, and compare every case with its events.",
            discussion: "Exits 65 if something does not fit.")
        @OptionGroup var place: ConfigurationOption

        func run() async throws {
            try await place.look { _, store in
                let chain = try await store.verifyAudit { done, all in
                    Progress.show("events", done, of: all)
                }
                Progress.end()
                if let broken = chain.broken {
                    throw CommandFailure(
                        .badData, "event \(broken.sequence): \(broken.fault.words)")
                }
                // Nothing in this version erases a customer's words.
                guard chain.erased == 0 else {
                    throw CommandFailure(
                        .badData,
                        "the chain holds, but the data of \(chain.erased) events is gone, and no "
                            + "erasure accounts for it")
                }
                try Outlet.output.print("\(chain.events) events: the chain holds")
                let replay = try await store.verifyReplay()
                if let fault = replay.fault { throw CommandFailure(.badData, fault) }
                try Outlet.output.print(
                    "\(replay.cases) cases: each is what its events make of it")
            }
        }
    }
}

extension AuditReport.Fault {
    fileprivate var words: String {
        switch self {
        case .missing: "it is missing"
        case .dataChanged: "its data is not what was recorded"
        case .chainBroken: "it, or one before it, is not what was recorded"
        case .headDiffers: "the chain does not end where the store says it does"
        }
    }
}

extension ReplayReport {
    /// What does not hold, in words; nothing where all does.
    var fault: String? {
        guard differing.isEmpty else {
            let cases = differing.map(\.description).joined(separator: " ")
            return "cases differ from their events: \(cases)"
        }
        guard countsHold else { return "the kept counts of cases are not what counting gives" }
        guard vipsHold else { return "the list of VIPs is not what its events make of it" }
        guard rotaHolds else {
            return "the acts on the rota are not what their events make of them"
        }
        guard plansHold else {
            return "the plans that are on are not what their events make of them"
        }
        return nil
    }
}

/// A counter on the terminal for work that takes a while; nothing where nobody is looking.
enum Progress {
    private static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    static func show(_ what: String, _ done: Int64, of all: Int64?) {
        guard isWatched else { return }
        let text = all.map { "\(done) of \($0) \(what)" } ?? "\(done) \(what)"
        Outlet.error.offer("\r\(text)")
    }

    static func end() {
        guard isWatched else { return }
        Outlet.error.offer("\n")
    }
}
