import Synchronization

/// The ears that hand one mail over, and whoever waits for how that ends.
final class MailTalk: LineEars {
    private struct State {
        var session: MailSession
        var waiter: (@Sendable (MailOutcome) -> Void)?
        var connection: LineConnection?
        /// What is to go out and found no connection to give it to yet.
        var held: [MailSession.Action] = []
    }

    private let state: Mutex<State>

    init(_ mail: OutboundMail) { state = Mutex(State(session: MailSession(mail))) }

    func wait(with waiter: @escaping @Sendable (MailOutcome) -> Void) {
        state.withLock { $0.waiter = waiter }
    }

    /// The line may stand already.
    func begin(on connection: LineConnection) {
        let held = state.withLock { state in
            state.connection = connection
            defer { state.held = [] }
            return state.held
        }
        for action in held { obey(action) }
    }

    /// Nobody waits any more.
    func callOff() {
        act { $0.ended(.cancelled) + [.close] }
    }

    func connected(_ facts: ConnectionFacts) { act { $0.begin() } }
    func received(_ bytes: [UInt8]) { act { $0.received(bytes) } }
    func ended(_ failure: CurlFailure?) { act { $0.ended(failure ?? .closedByPeer) } }

    private func act(_ change: (inout MailSession) -> [MailSession.Action]) {
        for action in state.withLock({ change(&$0.session) }) { obey(action) }
    }

    private func obey(_ action: MailSession.Action) {
        if case .end(let outcome) = action {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?(outcome)
            return
        }
        let connection = state.withLock { state in
            if state.connection == nil { state.held.append(action) }
            return state.connection
        }
        switch action {
        case .send(let bytes): connection?.send(bytes)
        case .close: connection?.close()
        case .end: break
        }
    }
}
