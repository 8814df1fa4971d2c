/// What no retry can mend: somebody has to change the configuration or the server.
package enum MatrixLinkFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Token or password.
    case credentialsRefused(server: String, reason: String)
    /// The server's certificate, or an address that cannot be one.
    case serverRefused(server: String, reason: String)

    package var description: String {
        switch self {
        case .credentialsRefused(let server, let reason):
            "\(server) refuses the login: \(reason). Not tried again, so that the account is not "
                + "locked: check `user` and `token` or `password`."
        case .serverRefused(let server, let reason):
            "\(server) is not to be trusted: \(reason). Check `homeserver` and `tls` (ca, "
                + "fingerprints)."
        }
    }
}
