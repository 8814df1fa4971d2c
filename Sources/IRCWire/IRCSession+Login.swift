import Crypto

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
        /// NICK and USER have been sent.
        var isIntroduced = false
        /// CAP END has been sent.
        var isNegotiationOver = false
        /// Left to try, best first.
        var mechanisms: [SASLMechanism] = []
        /// When to ask once more what the server offers: not every one says that its services
        /// are back (CAP NEW).
        var askAgainAt: Milliseconds?
        /// Nothing once it has ended, by whomever.
        var exchange: (any SASLExchange)?
        var challenge = SASLChallenge()
        /// The exchange needs time of its own.
        var isCalculating = false
        /// Why we ended the exchange; the server's own word on that is not about the password.
        var abortReason: String?
        /// What the server said to each mechanism it refused.
        var refusals: [String] = []
        /// Account and password, or the certificate, were taken on this connection.
        var hasSucceeded = false
        /// A failure before we have said anything is one of the mechanism, not of the password.
        var hasSpoken = false

        var hasMechanism: Bool { !mechanisms.isEmpty }
        var isTrying: Bool { if case .trying = state { true } else { false } }
        /// The exchange is one whose success may be believed now.
        var mayBelieve: Bool { exchange?.mayEnd ?? mayBelieveEnded }
        private var configured: [SASLMechanism] = []
        /// As many attempts may follow each other at once; no server needs more to decide.
        private static let attemptsAtOnceMax = 4
        private let seed: SymmetricKey
        private var attempts = 0
        private var triedAt: Milliseconds = 0
        private var mayBelieveEnded = false

        init(_ configured: [SASLMechanism], seed: String) {
            self.configured = configured.filter { !seed.isEmpty || !$0.needsNonce }
            mechanisms = self.configured
            self.seed = SymmetricKey(data: Array(seed.utf8))
        }

        /// Takes the value of the capability: a list of mechanisms; empty, any may be tried.
        mutating func limit(toOffered value: String?) {
            guard let value else {
                mechanisms = []
                return
            }
            let names = value.uppercased().split(separator: ",").map(String.init)
            if state == .waiting { mechanisms = configured }
            if !names.isEmpty { keep(names) }
        }

        /// The service went away: it may be asked again when it is back, unless it has refused.
        mutating func pause() {
            mechanisms = []
            endExchange()
            if state != .done, refusals.isEmpty { state = .waiting }
        }

        mutating func keep(_ names: [String]) {
            mechanisms.removeAll { !names.contains($0.name) }
        }

        /// When the next attempt may be made: a server that calls us back over and over would
        /// have us do nothing else.
        func mayTryAt(_ patience: IRCSessionConfiguration.Patience) -> Milliseconds {
            attempts < Login.attemptsAtOnceMax ? .min : triedAt + patience.loginAgain
        }

        mutating func begin(_ mechanism: SASLMechanism, at now: Milliseconds) {
            triedAt = now
            endExchange()
            abortReason = nil
            hasSpoken = false
            state = .trying(since: now)
            exchange = mechanism.exchange(nonce: nextNonce())
        }

        mutating func endExchange() {
            mayBelieveEnded = mayBelieve
            exchange = nil
            isCalculating = false
            challenge = SASLChallenge()
        }

        /// New for each attempt, and not to be guessed from those before.
        private mutating func nextNonce() -> String {
            attempts += 1
            let code = HMAC<SHA256>.authenticationCode(
                for: Array("\(attempts)".utf8), using: seed)
            return Base64.encoded(Array(code).dropLast(8))
        }
    }

    mutating func startLogin(at now: Milliseconds) {
        let mechanism = login.mechanisms.removeFirst()
        login.begin(mechanism, at: now)
        write(IRCLine("AUTHENTICATE", mechanism.name))
    }

    mutating func takeChallenge(_ line: IRCLine) {
        guard login.isTrying, login.exchange != nil, let chunk = line[0] else { return }
        switch login.challenge.take(chunk) {
        case .more: break
        case .unusable: abortLogin("the server's challenge is unusable")
        case .whole(let challenge):
            if let answer = login.exchange?.answer(to: challenge) { follow(answer) }
        }
    }

    private mutating func follow(_ answer: SASLAnswer) {
        login.isCalculating = answer == .calculating
        switch answer {
        case .response(let response):
            login.hasSpoken = true
            for chunk in SASLChunks.chunks(of: response) { write(IRCLine("AUTHENTICATE", chunk)) }
        case .calculating: break
        case .abort(let reason): abortLogin(reason)
        case .refused(let reason):
            login.refusals.append(reason)
            abortLogin(reason)
        case .impostor: denounce()
        }
    }

    /// The server's answer to that, a failure, moves on.
    private mutating func abortLogin(_ reason: String) {
        login.endExchange()
        login.abortReason = reason
        write(IRCLine("AUTHENTICATE", "*"))
    }

    /// A server that claims to know the account and does not would also vouch for other
    /// people's accounts: nothing is said to it.
    private mutating func denounce() {
        login.endExchange()
        login.state = .given(up: "impostor")
        write(IRCLine("AUTHENTICATE", "*"))
        tell(
            .closing(
                reason: "the server could not prove that it knows the account's password; "
                    + "whoever answers there is not to be trusted", .throttled))
        leave(saying: configuration.quitMessage)
    }

    mutating func takeLoginNumeric(_ line: IRCLine, at now: Milliseconds) {
        let reason = IRCSession.reason(line.parameters.last)
        switch line.command {
        case Numeric.loggedIn:
            if !login.isTrying || login.mayBelieve, let account = line[2] {
                tell(.loggedIn(account: CaseMapping.ascii.folded(account)))
                identity.account = folded(account: account).account
                noteLogin(true, at: now)
            }
        case Numeric.loggedOut:
            identity.account = nil
            noteLogin(false, at: now)
            guard phase == .registered, login.state == .done else { return }
            tell(.warned("logged out of our account"))
            login.state = .waiting
            login.askAgainAt = now + configuration.patience.loginAgain
        case Numeric.saslMechanisms:
            login.keep((line[1] ?? "").uppercased().split(separator: ",").map(String.init))
        case Numeric.saslSuccess where login.isTrying:
            if login.mayBelieve { succeed() } else { denounce() }
        case Numeric.saslAlready where login.isTrying && login.mayBelieve: succeed()
        case Numeric.saslAlready: failLogin(reason: reason, isAborted: true, at: now)
        default:
            failLogin(reason: reason, isAborted: line.command == Numeric.saslAborted, at: now)
        }
    }

    private mutating func succeed() {
        login.state = .done
        login.hasSucceeded = true
        login.askAgainAt = nil
        login.endExchange()
        endNegotiation()
    }

    private mutating func failLogin(reason: String, isAborted: Bool, at now: Milliseconds) {
        guard login.isTrying else { return }
        let reason = login.abortReason ?? reason
        if login.hasSpoken, !isAborted, login.abortReason == nil {
            login.refusals.append(reason)
        }
        if login.hasMechanism, login.mayTryAt(configuration.patience) <= now {
            return startLogin(at: now)
        }
        login.endExchange()
        login.state = .given(up: reason)
        guard let refusal = login.refusals.first else {
            tell(.warned("could not log in: \(reason)"))
            return endNegotiation()
        }
        if phase == .registered {
            tell(.trouble("the login to our account is refused, and not tried again: \(refusal)"))
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
            if login.state == .waiting, capabilities.isListed {
                write(IRCLine("CAP", "LS", "302"))
            }
        }
        guard case .trying(let since) = login.state else { return }
        if now - since >= configuration.patience.sasl {
            let isAborting = login.abortReason != nil
            login.state = .given(up: "no answer")
            tell(.warned("the network's account service does not answer"))
            login.endExchange()
            if !isAborting { write(IRCLine("AUTHENTICATE", "*")) }
            endNegotiation()
        } else if login.isCalculating, let answer = login.exchange?.calculate() {
            follow(answer)
        }
    }

    /// When `watchLogin` has something to do.
    var loginMoment: Milliseconds? {
        let again = phase == .registered ? login.askAgainAt : nil
        guard case .trying(let since) = login.state else { return again }
        if login.isCalculating { return since }
        return min(since + configuration.patience.sasl, again ?? .max)
    }
}
