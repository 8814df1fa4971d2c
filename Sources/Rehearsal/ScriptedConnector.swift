package import Casework
package import Connectors
import Synchronization
import Testing

/// A receiver of replies that answers as it is told, one outcome an attempt. An attempt that
/// nobody scripted is a fault of the desk.
package final class ScriptedConnector: Connector {
    package struct Attempt: Sendable {
        package var reply: ReplyRequest
        package var key: DeliveryID
        package var number: Int
    }
    package enum Step: Sendable {
        case outcome(ReplyOutcome)
        /// The answer comes when it is given with `answer`.
        case pending
    }

    private struct State {
        var steps: [Step] = []
        var pending: [CheckedContinuation<ReplyOutcome, Never>] = []
        var underWay: [DeliveryID: Int] = [:]
    }
    package let name: SourceName
    package let deduplicates: Bool
    package let attempts: ScriptedLog<Attempt>
    private let complain: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameter complain: is told of an attempt that nobody scripted, or of two at once.
    package init(
        _ name: SourceName = "crm", deduplicates: Bool = true,
        complain: @escaping @Sendable (String) -> Void = { Issue.record("\($0)") }
    ) {
        self.name = name
        self.deduplicates = deduplicates
        self.complain = complain
        attempts = ScriptedLog("\(name)") { "\($0.key) attempt \($0.number): \($0.reply.text)" }
    }

    package func script(_ steps: Step...) { state.withLock { $0.steps += steps } }

    /// The attempts that are under way end so.
    package func answer(_ outcome: ReplyOutcome) {
        let pending = state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
        for promise in pending { promise.resume(returning: outcome) }
    }

    package func send(
        _ reply: ReplyRequest, key: DeliveryID, attempt: Int
    ) async -> ReplyOutcome {
        let (step, others) = state.withLock { state in
            let others = state.underWay[key, default: 0]
            state.underWay[key] = others + 1
            return (state.steps.isEmpty ? nil : state.steps.removeFirst(), others)
        }
        defer { state.withLock { $0.underWay[key]? -= 1 } }
        if others > 0 { complain("two attempts of \(key) at once") }
        let entry = Attempt(reply: reply, key: key, number: attempt)
        switch step {
        case .outcome(let outcome):
            attempts.append(entry)
            return outcome
        case .pending:
            return await withTaskCancellationHandler {
                await withCheckedContinuation { promise in
                    state.withLock { $0.pending.append(promise) }
                    attempts.append(entry)
                }
            } onCancel: {
                answer(.unknown(reason: "cut short"))
            }
        case nil:
            attempts.append(entry)
            complain("nobody scripted attempt \(attempt) of \(key)")
            return .refused(reason: "not scripted")
        }
    }
}
