// From the first line to 001: capabilities, then the account, then `CAP END`.
extension IRCSession {
    /// Who we are. Where others could read along, a password waits until it is known that the
    /// server does not want us to come back by TLS first.
    mutating func introduce() {
        guard !login.isIntroduced else { return }
        login.isIntroduced = true
        if let password = configuration.serverPassword { write(IRCLine("PASS", password)) }
        write(IRCLine("NICK", identity.nick))
        write(IRCLine("USER", configuration.user, "0", "*", configuration.realName))
    }

    mutating func watchRegistration(at now: Milliseconds) {
        guard case .registering(let since) = phase else { return }
        if now - since >= configuration.patience.registration {
            tell(.closing(reason: "the server never completed the registration", .dropped))
            return leave(saying: configuration.quitMessage)
        }
        if now - since >= configuration.patience.capabilities { introduce() }
        if let askedAt = capabilities.askedAt,
            now - askedAt >= configuration.patience.capabilities
        {
            capabilities.stopWaiting()
            negotiate(at: now)
        }
    }

    /// When `watchRegistration` has something to do.
    var registrationMoment: Milliseconds? {
        guard case .registering(let since) = phase else { return nil }
        let patience = configuration.patience
        var moment = since + patience.registration
        if !login.isIntroduced { moment = min(moment, since + patience.capabilities) }
        if let askedAt = capabilities.askedAt {
            moment = min(moment, askedAt + patience.capabilities)
        }
        return moment
    }

    mutating func takeCapability(_ line: IRCLine, at now: Milliseconds) {
        guard let subcommand = line[1]?.uppercased(), let list = line.parameters.last else {
            return
        }
        switch subcommand {
        case "LS":
            guard !takeAdvice(in: list) else { return }
            capabilities.offer(list)
            // "CAP * LS * :…": more lines follow.
            guard line[2] != "*" || line.parameters.count < 4 else { return }
            capabilities.isListed = true
            introduce()
            request(at: now)
        case "NEW":
            guard !takeAdvice(in: list) else { return }
            capabilities.offer(list)
            if capabilities.isListed { request(at: now) }
        case "DEL":
            capabilities.withdraw(list)
            if capabilities.offered["sasl"] == nil { login.pause() }
            negotiate(at: now)
        case "ACK":
            capabilities.acknowledge(list)
            negotiate(at: now)
        case "NAK":
            for name in capabilities.refuse(list, at: now) { write(IRCLine("CAP", "REQ", name)) }
            negotiate(at: now)
        default: break
        }
    }

    /// Whether the connection is over, because the server wants us on another one.
    private mutating func takeAdvice(in list: String) -> Bool {
        guard let advice = STSAdvice(in: list) else { return false }
        if isEncrypted {
            if let seconds = advice.seconds { tell(.securePolicy(seconds: seconds)) }
            return false
        }
        guard let port = advice.port else { return false }
        // "It MUST close the insecure connection": without another word on it.
        tell(.secureAt(port: port))
        step.closes = true
        phase = .over
        return true
    }

    private mutating func request(at now: Milliseconds) {
        login.limit(toOffered: capabilities.offered["sasl"])
        var names = Capabilities.wanted
        if !configuration.mechanisms.isEmpty { names.append("sasl") }
        if !configuration.masks.isEmpty { names.append("userhost-in-names") }
        for list in capabilities.requests(for: names, at: now) {
            // Before 001 each request holds the registration up until the next CAP END, also when
            // there was one already: services may come (CAP NEW) between it and 001.
            login.isNegotiationOver = false
            write(IRCLine(command: "CAP", parameters: ["REQ", list]))
        }
        negotiate(at: now)
    }

    /// Goes on as far as the answers that are in allow.
    private mutating func negotiate(at now: Milliseconds) {
        guard capabilities.isListed, capabilities.asked.isEmpty, !login.isTrying else { return }
        if capabilities.has("sasl"), login.state == .waiting, login.hasMechanism,
            login.mayTryAt(configuration.patience) <= now
        {
            startLogin(at: now)
        } else {
            endNegotiation()
        }
    }

    private mutating func warnOfNoLogin() {
        guard login.state == .waiting, !configuration.mechanisms.isEmpty else { return }
        // No `sasl` at all may be services that are away; another list is somebody's mistake.
        guard let offered = capabilities.offered["sasl"], !offered.isEmpty else {
            return tell(.warned("the server offers no login (SASL) now"))
        }
        let isHeldBack =
            configuration.mechanisms(isEncrypted: isEncrypted) != configuration.mechanisms
            && offered.uppercased().split(separator: ",").contains("PLAIN")
        let why =
            isHeldBack
            ? "PLAIN, which shows the password, is not used without TLS where `sasl` names more"
            : "`sasl` names none of them"
        tell(.trouble("not logged in: the server offers \(IRCSession.reason(offered)), and \(why)"))
    }

    /// Once, and only before 001.
    mutating func endNegotiation() {
        guard case .registering = phase, !login.isNegotiationOver else { return }
        login.isNegotiationOver = true
        warnOfNoLogin()
        write(IRCLine("CAP", "END"))
    }

    mutating func takeWelcome(_ line: IRCLine, at now: Milliseconds) {
        guard case .registering = phase else { return }
        phase = .registered
        login.isIntroduced = true
        if !login.isNegotiationOver { warnOfNoLogin() }
        if let nick = line[0], IRCSession.isTarget(nick) { identity.nick = nick }
        beginNick(at: now)
        renewBudget(at: now)
        if !configuration.mechanisms.isEmpty, login.state != .done {
            login.askAgainAt = now + configuration.patience.loginAgain
        }
        tell(.registered(nick: identity.nick))
        openRooms(at: now)
        listenForPersons(at: now)
    }

    /// 464: the server password; 465: banned.
    mutating func takeRefusal(_ line: IRCLine) {
        guard case .registering = phase else { return }
        let reason = IRCSession.reason(line.parameters.last)
        if line.command == Numeric.passwordMismatch {
            tell(.passwordRefused(reason: "the server's password: \(reason)"))
        } else {
            let isThrottled = IRCEnding(of: reason) == .throttled
            tell(.closing(reason: reason, isThrottled ? .throttled : .banned))
        }
        leave(saying: configuration.quitMessage)
    }
}
