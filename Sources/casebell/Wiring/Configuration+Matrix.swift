import Casework
import Chat
import MatrixLink
import MatrixWire

extension Configuration {
    /// How the link to a homeserver is set up.
    func link(
        to network: NetworkName, _ matrix: MatrixSection, _ secrets: Resolved
    ) -> MatrixLinkConfiguration {
        let credentials: MatrixSessionConfiguration.Credentials =
            switch matrix.login {
            case .password(let secret): .password(secrets[secret] ?? "")
            case .token(let secret): .token(secrets[secret] ?? "")
            case nil: .token("")
            }
        var session = MatrixSessionConfiguration(
            homeserver: matrix.homeserver, user: matrix.user, credentials: credentials)
        session.rooms = desk.rooms.filter { $0.network == network }.map(\.address.rawValue)
        session.directs = directs(of: matrix)
        if let flood = matrix.flood {
            session.pace =
                flood.isUnlimited
                ? .unlimited : .fixed(burst: flood.burst, every: flood.every.milliseconds)
        }
        session.bar = desk.style == .plain ? ":" : "│"
        var link = MatrixLinkConfiguration(network: network, session: session)
        link.tls = matrix.tls.line
        link.proxy = matrix.proxy
        link.showsTopics = matrix.showsTopic
        link.keepsake = .init(path: "\(connection.state)/matrix-\(network)")
        return link
    }

    private func directs(of matrix: MatrixSection) -> MatrixSessionConfiguration.Directs {
        let own = MatrixUserID(matrix.user).map { [$0.server] } ?? []
        let invites = matrix.invites ?? own
        return .init(
            servers: Set(invites.filter { !$0.hasPrefix("@") }),
            users: Set(invites.filter { $0.hasPrefix("@") }))
    }
}
