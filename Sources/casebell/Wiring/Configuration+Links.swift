import Casework
import Chat
import Curl
import Desk
import Glibc
import IRCLink
import IRCWire
import Logging
import MatrixLink

extension Configuration {
    /// The links to the networks that this version can connect to.
    /// - Parameter besideDaemon: what a daemon keeps is its own; it may be looked at.
    /// - Throws: `CommandFailure` if a file that TLS needs cannot be read.
    func links(
        _ secrets: Resolved, reactor: CurlReactor, shelf: any STSPolicyShelf,
        besideDaemon: Bool = false, clock: any DeskClock, logger: Logger
    ) throws -> [any ChatLink] {
        try connection.networks.compactMap { network -> (any ChatLink)? in
            if case .matrix(let matrix) = network.kind {
                try matrix.tls.requireFiles(of: network.name)
                var link = self.link(to: network.name, matrix, secrets)
                link.keepsake?.isBorrowed = besideDaemon
                // A thread of its own: it reads answers of many megabytes, and nobody waits for that.
                let own = try CurlReactor()
                try own.start()
                return MatrixLink(
                    link, reactor: own, now: { clock.now() },
                    log: { logger.notice("\($0)", metadata: ["network": "\(network.name)"]) })
            }
            guard case .irc(let irc) = network.kind else { return nil }
            try irc.tls.requireFiles(of: network.name)
            var session = IRCSessionConfiguration(
                nick: irc.nick, user: irc.user, realName: irc.realname)
            session.serverPassword = secrets[irc.password]
            session.mechanisms = mechanisms(of: irc.sasl, secrets)
            session.rooms = desk.rooms.filter { $0.network == network.name }.map {
                .init(
                    name: $0.address.rawValue, key: secrets[$0.key], isVouchedPrivate: $0.isPrivate)
            }
            if let flood = irc.flood {
                session.flood =
                    flood.isUnlimited
                    ? nil : FloodAllowance(burst: flood.burst, every: flood.every.milliseconds)
            }
            session.services = irc.services.map { services(of: $0, secrets) }
            session.masks = masks(on: network.name)
            session.sigil = desk.sigil
            session.bar = desk.style == .plain ? ":" : "│"
            var link = IRCLinkConfiguration(
                network: network.name, host: irc.server.host, port: irc.server.port,
                tls: irc.tls.isEnabled ? irc.tls.line : nil, proxy: irc.proxy, session: session)
            link.upgrade = irc.tls.line
            link.showsTopics = irc.showsTopic
            link.privateAnswers = irc.answers == .query ? .message : .notice
            link.reconnect = .init(
                first: irc.reconnect.first, longest: irc.reconnect.longest)
            return IRCLink(
                link, reactor: reactor, shelf: shelf, now: { clock.now() },
                log: { logger.notice("\($0)", metadata: ["network": "\(network.name)"]) })
        }
    }

    private func services(
        of section: ServicesSection, _ secrets: Resolved
    ) -> IRCSessionConfiguration.Services {
        let command: IRCSessionConfiguration.Services.Command =
            switch section.command {
            case .regain: .regain
            case .ghost: .ghost
            }
        return .init(name: section.name, command: command, password: secrets[section.password])
    }

    private func masks(on network: NetworkName) -> [String] {
        people.filter { $0.identity == .hostmask }.flatMap(\.accounts)
            .filter { $0.network == network }.map(\.account.rawValue)
    }

    private func mechanisms(of sasl: SASLSection?, _ secrets: Resolved) -> [SASLMechanism] {
        guard let sasl else { return [] }
        let account = sasl.account ?? ""
        let password = secrets[sasl.password] ?? ""
        return sasl.mechanisms.map { mechanism in
            switch mechanism {
            case .plain: .plain(account: account, password: password)
            case .external: .external(account: sasl.account)
            case .scramSHA256: .scramSHA256(account: account, password: password)
            }
        }
    }
}

/// - Parameter place: where `casebell.yaml` names it.
/// - Throws: `CommandFailure` if it cannot be read.
func requireFile(_ path: String, of place: String) throws {
    guard access(path, R_OK) != 0 else { return }
    throw CommandFailure(
        .configuration,
        "casebell.yaml: \(place): \(path): \(String(cString: strerror(errno))). Paths are "
            + "relative to the current directory.")
}

extension TLSSection {
    /// No retry mends a file that is not there; also those for an upgrade by STS are asked for.
    func requireFiles(of network: NetworkName) throws {
        for path in [authorities, certificate, key].compactMap(\.self) {
            try requireFile(path, of: "network \(network): tls")
        }
    }

    var line: LineTLS {
        LineTLS(
            caFile: authorities, certificateFile: certificate, keyFile: key,
            fingerprints: fingerprints)
    }
}
