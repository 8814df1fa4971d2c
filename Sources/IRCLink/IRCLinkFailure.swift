/// What no retry can mend: somebody has to change the configuration or the server.
package enum IRCLinkFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Account, password or client certificate.
    case credentialsRefused(server: String, reason: String)
    /// The server's certificate, or an address that cannot be one.
    case serverRefused(server: String, reason: String)

    package var description: String {
        switch self {
        case .credentialsRefused(let server, let reason):
            "\(server) refuses the login: \(reason). Not tried again, so that the account is not "
                + "locked: check account, password and mechanism under `sasl`."
        case .serverRefused(let server, let reason):
            "\(server) is not to be trusted: \(reason). Check `server` and `tls` (ca, fingerprints)."
        }
    }
}
