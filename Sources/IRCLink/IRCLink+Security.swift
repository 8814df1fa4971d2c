import Casework
import Chat
import Curl
import IRCWire
import Synchronization

// Strict transport security: a server that says so is connected to by TLS at once and from then
// on, and a certificate that is refused is never a reason to do without.
extension IRCLink {
    /// How long a wish for TLS counts that was said in the clear and never confirmed by TLS: long
    /// enough that whoever cuts off TLS cannot soon have us in the clear instead, short enough
    /// that a made-up wish does not keep us away for good.
    static let unconfirmedTime = Lapse.minutes(60)

    /// Where the next connection goes.
    struct Way: Sendable {
        var port: Int
        var tls: LineTLS?
        /// TLS because the server wants it, not because it is configured.
        var isWished = false
    }

    struct Security: Sendable {
        /// The connection that stands or is being made.
        private(set) var way: Way?
        /// The server wants TLS and was not spoken with by TLS since.
        var wish: STSPolicy?
        /// The connection ends because of that wish.
        var isUpgrading = false
        /// What the server said last on this connection.
        var lifetime: Lapse?
        /// What is to be kept, when there is time to.
        var unshelved: STSPolicy??

        mutating func begin(_ way: Way) {
            self.way = way
            isUpgrading = false
            lifetime = nil
        }
    }

    var shelfKey: String { configuration.host.lowercased() }

    func nextWay(_ security: Security, kept: STSPolicy?) -> Way {
        if let tls = configuration.tls { return Way(port: configuration.port, tls: tls) }
        let now = now()
        guard
            let policy = [security.wish, kept].compactMap({ $0 }).first(where: { $0.until > now })
        else { return Way(port: configuration.port) }
        return Way(port: policy.port, tls: configuration.upgrade, isWished: true)
    }

    func upgrade(to port: Int, _ state: inout State) {
        state.security.wish = STSPolicy(port: port, until: now() + IRCLink.unconfirmedTime)
        state.security.isUpgrading = true
        state.reason = "\(configuration.host) wants TLS, at port \(port)"
        state.notes.append("\(network): \(configuration.host) wants TLS, at port \(port) (STS)")
    }

    func keepPolicy(_ seconds: Int64, _ state: inout State) {
        state.security.wish = nil
        state.security.lifetime = seconds > 0 ? .seconds(seconds) : nil
        state.security.unshelved = .some(policy(state.security))
    }

    /// "Clients MUST reschedule the expiry time when closing connections." (sts)
    func reschedule(_ state: inout State) {
        if let policy = policy(state.security) { state.security.unshelved = .some(policy) }
    }

    private func policy(_ security: Security) -> STSPolicy? {
        guard let lifetime = security.lifetime, let port = security.way?.port else { return nil }
        return STSPolicy(port: port, until: now() + lifetime)
    }

    func shelve() {
        let unshelved = state.withLock { state in
            defer { state.security.unshelved = nil }
            return state.security.unshelved
        }
        if let unshelved { shelf.keep(unshelved, for: shelfKey) }
    }

    /// Whether the connection's end is one that no retry mends. A certificate that is refused on
    /// the first day is a mistake of somebody's; one that is refused where another was accepted
    /// before may be replaced tomorrow, and asking tells nobody anything.
    func judge(_ failure: CurlFailure, _ state: inout State) {
        switch failure {
        case .stopped: state.isStopping = true
        case .cancelled: break
        case .certificateRefused where state.wasEverIn || state.security.way?.isWished == true:
            state.ending = .throttled
            let words =
                "\(configuration.host) is not connected to: \(failure). "
                + "Tried again from time to time; never without TLS."
            if state.tell(.connection, words) { state.notes.append("\(network): \(words)") }
        case _ where !failure.mayPass:
            state.fail(server: configuration.host, "\(failure)")
        default: break
        }
    }

    /// Whether a refused login is one that no retry mends. One on the first day is a mistake of
    /// somebody's; what was taken before may be taken tomorrow, because the services cannot look it
    /// up just now, or too many try from here. It is tried so seldom that no account is locked.
    func judge(refusal reason: String, wasTaken: Bool, _ state: inout State) {
        state.reason = reason
        guard wasTaken else { return state.fail(credentials: reason, at: configuration.host) }
        state.ending = .throttled
        let words =
            "\(configuration.host) refuses the login that it took before: \(reason). "
            + "Tried again from time to time; if it lasts, check the password."
        if state.tell(.ending, words, gist: "login") {
            state.notes.append("\(network): \(words)")
        }
    }
}
