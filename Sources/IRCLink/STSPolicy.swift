package import Casework
import Synchronization

/// A server's word that its host is only to be connected to by TLS (ircv3.net, `sts`).
package struct STSPolicy: Hashable, Sendable {
    package var port: Int
    package var until: Instant
    package init(port: Int, until: Instant) {
        self.port = port
        self.until = until
    }
}

/// Where the policies are kept, one for a host. Whoever wants them to outlive the process keeps
/// them in a file. Called from the links' tasks, never while a connection waits; several links
/// share one.
package protocol STSPolicyShelf: Sendable {
    /// The policy last kept, past or not. `host` is in lower case.
    func policy(for host: String) -> STSPolicy?
    /// Nothing: there is none any more.
    func keep(_ policy: STSPolicy?, for host: String)
}

/// Policies that are forgotten with the process.
package final class STSPolicyMemory: STSPolicyShelf {
    private let policies = Mutex<[String: STSPolicy]>([:])

    package init() {}

    package func policy(for host: String) -> STSPolicy? { policies.withLock { $0[host] } }

    package func keep(_ policy: STSPolicy?, for host: String) {
        policies.withLock { $0[host] = policy }
    }
}
