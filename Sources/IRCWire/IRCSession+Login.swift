// SASL: the mechanism that is configured first and offered, else the next; what is not offered
// is not tried, and what was refused is not tried again.
extension IRCSession {
    struct Login: Sendable {
        enum State: Hashable {
            case waiting
            case trying(since: Milliseconds)
            case done
            case given(up: String)
        }
        var state = State.waiting
        /// CAP END has been sent.
        var isNegotiationOver = false
        /// Left to try, best first.
        var mechanisms: [SASLMechanism] = []
        /// When to ask once more what the server offers: not every one says that its services
        /// are back (CAP NEW).
        var askAgainAt: Milliseconds?
        var exchange: (any SASLExchange)?
        var challenge = ""
        /// What the server said to each mechanism it refused.
        var refusals: [String] = []

        var hasMechanism: Bool { !mechanisms.isEmpty }
        private var configured: [SASLMechanism] = []

        init(_ configured: [SASLMechanism] = []) {
            self.configured = configured
            mechanisms = configured
        }

        /// Takes the value of the capability: a list of mechanisms; empty, any may be tried.
        mutating func limit(toOffered value: String?) {
            guard let value else {
                mechanisms = []
                return
            }
            let names = value.uppercased().split(separator: ",").map(String.init)
            guard state == .waiting else { return keep(names) }
            mechanisms = configured.filter { names.isEmpty || names.contains($0.name) }
        }

        /// The service went away: it may be asked again when it is back, unless it has refused.
        mutating func pause() {
            mechanisms = []
            exchange = nil
            if state != .done, refusals.isEmpty { state = .waiting }
        }

        mutating func keep(_ names: [String]) {
            mechanisms.removeAll { !names.contains($0.name) }
        }
    }

    mutating func startLogin(at now: Milliseconds) {
        let mechanism = login.mechanisms.removeFirst()
        login.state = .trying(since: now)
        login.exchange = mechanism.exchange()
        login.challenge = ""
        write(IRCLine("AUTHENTICATE", mechanism.name))
    }

    mutating func takeChallenge(_ line: IRCLine) {
        guard case .trying = login.state, let chunk = line[0] else { return }
        if chunk != "+" { login.challenge += chunk }
        guard login.challenge.utf8.count <= SASLChunks.challengeBytesMax else {
            return abortLogin()
        }
        guard chunk.utf8.count < SASLChunks.chunkBytesMax else { return }
        let challenge = Base64.decoded(login.challenge)
        login.challenge = ""
        guard let challenge, let response = login.exchange?.response(to: challenge) else {
            return abortLogin()
        }
        for chunk in SASLChunks.chunks(of: response) { write(IRCLine("AUTHENTICATE", chunk)) }
    }

    private mutating func abortLogin() {
        write(IRCLine("AUTHENTICATE", "*"))
    }

    mutating func takeLoginNumeric(_ line: IRCLine, at now: Milliseconds) {
        let reason = HarmlessText.oneLine(line.parameters.last ?? "")
        switch line.command {
        case Numeric.loggedIn:
            if let account = line[2] {
                tell(.loggedIn(account: CaseMapping.ascii.folded(account)))
            }
        case Numeric.loggedOut:
            if phase == .registered { tell(.warned("logged out of our account")) }
        case Numeric.saslMechanisms:
            login.keep((line[1] ?? "").uppercased().split(separator: ",").map(String.init))
            // The failure that follows says only that the mechanism is unknown.
            if case .trying = login.state { login.refusals.append("") }
        case Numeric.saslSuccess, Numeric.saslAlready: succeed()
        default:
            guard case .trying = login.state else { return }
            failLogin(reason: reason, isAborted: line.command == Numeric.saslAborted, at: now)
        }
    }

    private mutating func succeed() {
        login.state = .done
        login.askAgainAt = nil
        login.exchange = nil
        endNegotiation()
    }

    private mutating func failLogin(reason: String, isAborted: Bool, at now: Milliseconds) {
        if login.refusals.last == "" {
            login.refusals.removeLast()
        } else if !isAborted {
            login.refusals.append(reason)
        }
        if login.hasMechanism { return startLogin(at: now) }
        login.exchange = nil
        login.state = .given(up: reason)
        guard let refusal = login.refusals.first else {
            tell(.warned("could not log in: \(reason)"))
            return endNegotiation()
        }
        if phase == .registered {
            tell(.warned("could not log in: \(refusal)"))
        } else {
            tell(.credentialsRefused(reason: refusal))
            leave(saying: configuration.quitMessage)
        }
    }

    /// An account service that does not answer is away, and says nothing about the password.
    mutating func watchLogin(at now: Milliseconds) {
        if phase == .registered, let at = login.askAgainAt, now >= at {
            login.askAgainAt = now + configuration.patience.loginAgain
            login.pause()
            if login.state == .waiting { write(IRCLine("CAP", "LS", "302")) }
        }
        guard case .trying(let since) = login.state, now - since >= configuration.patience.sasl
        else { return }
        login.state = .given(up: "no answer")
        login.exchange = nil
        tell(.warned("the network's account service does not answer"))
        abortLogin()
        endNegotiation()
    }
}
