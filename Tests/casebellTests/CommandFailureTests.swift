import Casework
import Desk
import MissionControl
import Testing

@testable import CaseStore
@testable import casebell

/// What a command says when it stops, and with which exit code.
@Suite struct CommandFailureTests {
    @Test(arguments: [
        DeskUnavailable.storeLost("the store could not write"), .overloaded, .stopping,
    ])
    func `a desk that takes nothing now is asked again`(failure: DeskUnavailable) {
        let told = CommandFailure(failure)
        #expect(told.code == .tryAgain)
        #expect(told.description.hasSuffix(". What is in by now it knows when asked again."))
    }

    @Test(arguments: ["unknown host", "Address already in use"])
    func `where the interface cannot listen, its key is named`(reason: String) {
        let failure = CommandFailure(
            MissionControlFailure.cannotListen(address: "127.0.0.1:8642", reason: reason))
        #expect(failure.code == .unavailable)
        #expect(
            failure.description
                == "casebell.yaml: http.listen: cannot listen on 127.0.0.1:8642: \(reason). Write an "
                + "address of this machine, and a port that nothing else has.")
    }

    @Test func `of the socket beside the store no key is to blame`() {
        let failure = CommandFailure(
            MissionControlFailure.cannotListen(
                address: "./state/casebell.sock", reason: "Permission denied"))
        #expect(
            failure.description == "cannot listen on ./state/casebell.sock: Permission denied")
    }

    /// What alone does not hold, and what of it is said.
    private static let faults: [(broken: String, words: String?)] = [
        ("cases", "cases differ from their events: #7"),
        ("counts", "the kept counts of cases are not what counting gives"),
        ("vips", "the list of VIPs is not what its events make of it"),
        ("rota", "the acts on the rota are not what their events make of them"),
        ("plans", "the plans that are on are not what their events make of them"),
        ("nothing", nil),
    ]

    @Test(arguments: faults)
    func `a proof that fails says of what`(broken: String, words: String?) {
        let report = ReplayReport(
            cases: 1, erased: 0, differing: broken == "cases" ? [CaseID(7)] : [],
            countsHold: broken != "counts", vipsHold: broken != "vips",
            rotaHolds: broken != "rota", plansHold: broken != "plans")
        #expect(report.fault == words)
        #expect(report.holds == (words == nil))
    }
}
