import Casework

extension CrossChecks {
    /// Networks, HTTP and sources.
    func checkConnection() {
        let file = configuration.connection
        let document = documents.connection
        reportDoubles(file.networks.map(\.name), what: "the network", in: document) {
            "networks[\($0)].name"
        }
        if documents.connectionIsKnown, file.networks.isEmpty, document.findings.isEmpty {
            document.note(
                .warning, of: "networks", "there is no network: nobody sees what comes in",
                "Add one: networks: [{ name: office, irc: { server: irc.example.org:6697 } }].")
        }
        for (index, network) in file.networks.enumerated() {
            let path = "networks[\(index)]"
            switch network.kind {
            case .irc(let irc): checkIRC(irc, path: "\(path).irc")
            case .matrix, .console: break
            }
        }
        checkTokens()
        reportDoubles(file.sources.map(\.name), what: "the source", in: document) {
            "sources[\($0)].name"
        }
        if file.http == nil, !file.sources.isEmpty {
            document.note(
                .warning, of: "sources", "nothing listens for these signed posts",
                "Add http: { listen: 127.0.0.1:8642 }.")
        }
    }

    private func checkIRC(_ irc: IRCSection, path: String) {
        let document = documents.connection
        let isOpen = !irc.tls.isEnabled && !irc.server.isLoopback && !irc.server.host.isEmpty
        if isOpen {
            document.note(
                .warning, of: "\(path).tls",
                "everything travels in plain to \(irc.server.host)", "Write tls: true.")
        }
        guard let sasl = irc.sasl else { return }
        if isOpen, sasl.mechanisms.contains(.plain) {
            let isProtected = sasl.mechanisms.contains(.scramSHA256)
            document.note(
                .warning, of: "\(path).sasl.mechanism",
                isProtected
                    ? "plain is never used without TLS where scram-sha-256 stands beside it"
                    : "the password of the account travels in plain",
                isProtected
                    ? "Write tls: true, or scram-sha-256 alone."
                    : "Write tls: true, or mechanism: scram-sha-256.")
        }
        if sasl.mechanisms.contains(.external), irc.tls.certificate == nil {
            document.note(
                .error, of: "\(path).sasl.mechanism",
                "external needs the bot's own certificate",
                "Add tls: { certificate: file, key: file }.")
        }
    }

    private func checkTokens() {
        guard let http = configuration.connection.http else { return }
        let document = documents.connection
        reportDoubles(http.tokens.map(\.name), what: "the token", in: document) {
            "http.tokens[\($0)].name"
        }
        for (index, token) in http.tokens.enumerated() {
            let twin = http.tokens[..<index].first {
                $0.secret != nil && $0.secret?.source == token.secret?.source
            }
            guard let twin else { continue }
            document.note(
                .error, of: "http.tokens[\(index)].secret",
                "the token \"\(twin.name)\" has the same secret",
                "Give each token a secret of its own.")
        }
        if http.tokens.isEmpty, configuration.connection.sources.isEmpty {
            document.note(
                .warning, of: "http", "nobody may post or read here",
                "Add tokens: [{ name: crm, secret: { env: NAME }, may: [intake, read] }].")
        }
    }

    /// Names that are compared with all that are known.
    private static let strangersMax = 200

    /// Relays: each source is answered through one.
    func checkRelays() {
        let file = configuration.connection
        let document = documents.connection
        reportDoubles(file.relays.map(\.name), what: "the relay", in: document) {
            "relays[\($0)].name"
        }
        var carriers: [SourceName: String] = [:]
        let sources = file.sources.map(\.name.rawValue) + (file.http?.tokens.map(\.name) ?? [])
        var strangers: Set<String> = []
        for (index, relay) in file.relays.enumerated() {
            for (place, source) in relay.replies.enumerated() where !source.rawValue.isEmpty {
                let path = "relays[\(index)].replies[\(place)]"
                if let carrier = carriers[source] {
                    document.note(
                        .error, of: path,
                        "replies to \"\(printable(source.rawValue))\" go through the relay \"\(carrier)\" already",
                        "Name each source once, in one relay.")
                }
                carriers[source] = carriers[source] ?? relay.name
                // Any word may be a source for who posts with a token: only near misses tell.
                if !sources.contains(source.rawValue), strangers.count < CrossChecks.strangersMax,
                    strangers.insert(source.rawValue).inserted,
                    let near = nearest(to: source.rawValue, among: sources)
                {
                    document.note(
                        .warning, of: path,
                        "no source or token is called \"\(printable(source.rawValue))\"",
                        "Did you mean \"\(near)\"?")
                }
            }
        }
    }
}
