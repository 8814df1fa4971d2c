/// What no retry can mend: somebody has to change the configuration or the server. `settings` are
/// those to look at.
package enum ChatLinkFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Account, password, token or client certificate.
    case credentialsRefused(server: String, reason: String, settings: String)
    /// The server's certificate, or an address that cannot be one.
    case serverRefused(server: String, reason: String, settings: String)

    package var description: String {
        switch self {
        case .credentialsRefused(let server, let reason, let settings):
            "\(server) refuses the login: \(reason). Not tried again, so that the account is not "
                + "locked: check \(settings)."
        case .serverRefused(let server, let reason, let settings):
            "\(server) is not to be trusted: \(reason). Check \(settings)."
        }
    }
}
