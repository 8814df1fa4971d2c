/// Where MissionControl listens and whom it lets in.
package struct MissionControlConfiguration: Sendable {
    /// Nothing: no TCP.
    package var listen: Address?
    /// The socket for the command line beside the daemon; nothing: none.
    package var socketPath: String?
    package var tokens: [AccessToken]
    /// What runs, for `/metrics`.
    package var version: String
    package var limits: ServingLimits

    /// A host, or an address without brackets, and a port; 0 lets the system choose one.
    package struct Address: Hashable, Sendable, CustomStringConvertible {
        package var host: String
        package var port: Int
        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
        package var description: String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    package init(
        listen: Address?, socketPath: String?, tokens: [AccessToken], version: String,
        limits: ServingLimits = ServingLimits()
    ) {
        self.listen = listen
        self.socketPath = socketPath
        self.tokens = tokens
        self.version = version
        self.limits = limits
    }
}

/// What no retry can mend.
package enum MissionControlFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotListen(address: String, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        }
    }
}
