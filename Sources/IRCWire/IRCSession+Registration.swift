// From the first line to 001: capabilities, then the account, then `CAP END`.
extension IRCSession {
    mutating func watchRegistration(at now: Milliseconds) {
        guard case .registering(let since) = phase else { return }
        if now - since >= configuration.patience.registration {
            tell(.closing(reason: "the server never completed the registration", isBarred: false))
            leave(saying: configuration.quitMessage)
        }
    }

    mutating func takeCapability(_ line: IRCLine, at now: Milliseconds) {
        guard let subcommand = line[1]?.uppercased(), let list = line.parameters.last else {
            return
        }
        switch subcommand {
        case "LS":
            capabilities.offer(list)
            // "CAP * LS * :…": more lines follow.
            guard line[2] != "*" || line.parameters.count < 4 else { return }
            capabilities.isListed = true
            login.limit(toOffered: capabilities.offered["sasl"])
            request(at: now)
        case "NEW":
            capabilities.offer(list)
            login.limit(toOffered: capabilities.offered["sasl"])
            request(at: now)
        case "DEL":
            capabilities.withdraw(list)
            if capabilities.offered["sasl"] == nil { login.pause() }
            negotiate(at: now)
        case "ACK":
            capabilities.acknowledge(list)
            negotiate(at: now)
        case "NAK":
            for name in capabilities.refuse(list) { write(IRCLine("CAP", "REQ", name)) }
            negotiate(at: now)
        default: break
        }
    }

    private mutating func request(at now: Milliseconds) {
        var names = Capabilities.wanted
        if login.hasMechanism { names.append("sasl") }
        for list in capabilities.requests(for: names) {
            write(IRCLine(command: "CAP", parameters: ["REQ", list]))
        }
        negotiate(at: now)
    }

    /// Goes on as far as the answers that are in allow.
    private mutating func negotiate(at now: Milliseconds) {
        guard capabilities.isListed, capabilities.asked.isEmpty else { return }
        if capabilities.has("sasl"), login.state == .waiting, login.hasMechanism {
            startLogin(at: now)
        } else if case .trying = login.state {
            return
        } else {
            endNegotiation()
        }
    }

    /// Once, and only before 001.
    mutating func endNegotiation() {
        guard case .registering = phase, !login.isNegotiationOver else { return }
        login.isNegotiationOver = true
        if login.state == .waiting, !configuration.mechanisms.isEmpty {
            tell(.warned("the server does not offer a way to log in that is configured"))
        }
        write(IRCLine("CAP", "END"))
    }

    mutating func takeWelcome(_ line: IRCLine, at now: Milliseconds) {
        guard case .registering = phase else { return }
        phase = .registered
        if let nick = line[0], !nick.isEmpty { identity.nick = nick }
        identity.begin(at: now, regainAfter: configuration.patience.regain)
        speech.budget = FloodBudget(configuration.flood, at: now)
        if !configuration.mechanisms.isEmpty, login.state != .done {
            login.askAgainAt = now + configuration.patience.loginAgain
        }
        tell(.registered(nick: identity.nick))
        openRooms(at: now)
    }

    /// 464: the server password; 465: banned.
    mutating func takeRefusal(_ line: IRCLine) {
        guard case .registering = phase else { return }
        let reason = HarmlessText.oneLine(line.parameters.last ?? "")
        if line.command == Numeric.passwordMismatch {
            tell(.credentialsRefused(reason: "the server's password: \(reason)"))
        } else {
            tell(.closing(reason: reason, isBarred: true))
        }
        leave(saying: configuration.quitMessage)
    }

    mutating func takeError(_ line: IRCLine) {
        let reason = HarmlessText.oneLine(line.parameters.last ?? "")
        let words = reason.lowercased()
        let barring = [
            "lined", "banned", "throttl", "too many", "too fast", "connect too", "flood",
        ]
        tell(.closing(reason: reason, isBarred: barring.contains(where: words.contains)))
        step.closes = true
        phase = .over
    }
}
