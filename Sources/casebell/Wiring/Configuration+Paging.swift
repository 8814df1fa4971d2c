import Connectors
import Curl
import Desk

extension Configuration {
    /// Whoever carries pages out of the chat.
    /// - Throws: `CommandFailure` if a file that TLS needs cannot be read, or a secret is none.
    func pagers(
        _ secrets: Resolved, reactor: CurlReactor, clock: any DeskClock
    ) throws -> [any Pager] {
        guard let paging = connection.paging else { return [] }
        var pagers: [any Pager] = []
        if let smtp = paging.smtp {
            if let authorities = smtp.tls.authorities {
                try requireFile(authorities, of: "paging.smtp.tls.ca")
            }
            pagers.append(SMTPPager(server: smtp.server(secrets), reactor: reactor))
        }
        if let webhook = paging.webhook {
            do {
                let address = WebhookAddress(
                    url: webhook.url, secret: try WebhookSecret(secrets[webhook.secret] ?? ""))
                pagers.append(
                    WebhookPager(
                        desk: connection.name, address: address, reactor: reactor,
                        now: { clock.now() }))
            } catch {
                throw CommandFailure(
                    .configuration, "casebell.yaml: paging.webhook.secret: \(error)")
            }
        }
        return pagers
    }
}

extension Configuration {
    func heartbeat(reactor: CurlReactor) -> (any Heartbeat)? {
        connection.paging?.heartbeat.map {
            WebHeartbeat(url: $0.url, every: $0.every, reactor: reactor)
        }
    }
}

extension SMTPSection {
    fileprivate func server(_ secrets: Resolved) -> SMTPPager.Server {
        SMTPPager.Server(
            host: server.host, port: server.port, security: tls.way.security,
            tls: LineTLS(caFile: tls.authorities),
            login: user.map { MailLogin(user: $0, password: secrets[password] ?? "") },
            sender: from)
    }
}

extension MailTLSSection.Way {
    fileprivate var security: MailSecurity {
        switch self {
        case .implicit: .implicit
        case .starttls: .starttls
        case .opportunistic: .opportunistic
        case .none: .none
        }
    }
}
