import Notation

// From nothing to a token that holds: discovery, versions, login, whoami.
extension MatrixSession {
    mutating func start(_ stage: LoginState.Stage) {
        login.stage = stage
        login.attempt.begin()
        let errand = Errand.start(stage)
        switch stage {
        case .discovery:
            // "Well-known URIs": by the server's name, over TLS.
            let server = user?.server ?? ""
            ask(
                errand, .discovery, .get, Endpoint.discovery, carriesToken: false,
                base: "https://\(server)")
        case .versions: ask(errand, .versions, .get, Endpoint.versions, carriesToken: false)
        case .whoami: ask(errand, .whoami, .get, Endpoint.whoami)
        case .login: askForToken(errand)
        case .refresh: askForRefresh(errand)
        case .filter:
            ask(
                errand, .filter, .post, Endpoint.filter(ownID),
                body: CanonicalJSON.bytes(SentContent.filter()))
        case .directs: ask(errand, .directs, .get, Endpoint.directs(ownID))
        case .aliases:
            login.attempt.done()
            resolveAliases()
        }
    }

    private mutating func askForToken(_ errand: Errand) {
        guard case .password(let password) = configuration.credentials else {
            return refuseCredentials("the access token is not valid")
        }
        ask(
            errand, .login, .post, Endpoint.login,
            body: CanonicalJSON.bytes(
                SentContent.login(
                    user: ownID, password: password, device: memory.device,
                    deviceName: configuration.deviceName)), carriesToken: false)
    }

    private mutating func askForRefresh(_ errand: Errand) {
        let token = memory.refreshToken ?? ""
        ask(
            errand, .refresh, .post, Endpoint.refresh,
            body: CanonicalJSON.bytes(
                CanonicalJSON.object(["refresh_token": .string(token)])), carriesToken: false)
    }

    mutating func watchLogin() {
        if login.attempt.isDue(at: moment), let stage = login.stage {
            if login.isRenewing || login.isRefreshing { renew(by: stage) } else { start(stage) }
        }
        if phase == .running, let due = login.refreshAt, moment >= due, !login.isRenewing {
            login.refreshAt = nil
            login.isRefreshing = true
            renew(by: .refresh)
        }
    }

    // MARK: - Answers

    mutating func take(_ reply: Reply, toStart stage: LoginState.Stage) {
        switch reply {
        case .ok(let object): takeStart(object, stage)
        case .refused(let error): takeStartRefusal(error, stage)
        case .limited(let wait):
            tryStartAgain(stage, "the server asks to wait", after: wait)
        case .failed(let reason, _):
            // Nobody has put a file there: the server's name is where the server is.
            if stage == .discovery, reason.hasSuffix("status 404") {
                base = "https://\(user?.server ?? "")"
                return start(.versions)
            }
            tryStartAgain(stage, reason, after: nil)
        }
    }

    private mutating func takeStart(_ object: JSONObject, _ stage: LoginState.Stage) {
        switch stage {
        case .discovery:
            guard let url = object["m.homeserver"]?["base_url"]?.string, let base = baseURL(url)
            else { return tryStartAgain(stage, "discovery names no homeserver", after: nil) }
            self.base = base
            start(.versions)
        case .versions:
            guard let versions = object["versions"]?.array, versions.contains(where: isVersion)
            else { return tryStartAgain(stage, "there is no homeserver", after: nil) }
            login.attempt.pause.reset()
            start(memory.accessToken == nil ? .login : .whoami)
        case .whoami:
            guard let id = object["user_id"]?.string else {
                return tryStartAgain(stage, "whoami names no user", after: nil)
            }
            guard id == ownID else {
                return refuseCredentials("the access token is \(shown(id))'s, not \(ownID)'s")
            }
            memory.device = object["device_id"]?.string ?? memory.device
            remember()
            tell(.loggedIn(user: ownID, device: memory.device))
            start(.filter)
        case .login, .refresh:
            guard takeToken(object, stage) else { return }
            if stage == .login { tell(.loggedIn(user: ownID, device: memory.device)) }
            start(stage == .login ? .filter : .whoami)
        case .filter:
            guard let id = object["filter_id"]?.string, !id.isEmpty, id.utf8.count < 1024 else {
                return tryStartAgain(stage, "the server keeps no filter", after: nil)
            }
            sync.filter = id
            start(.directs)
        case .directs:
            directs.learn(object)
            start(.aliases)
        case .aliases: break
        }
    }

    /// `v1.1`, or `r0.6.0` of old.
    private func isVersion(_ value: JSONValue) -> Bool {
        value.string.map { $0.hasPrefix("v1.") || $0.hasPrefix("r0.") } ?? false
    }

    /// A token goes nowhere in the clear for a word of discovery.
    private func baseURL(_ text: String) -> String? {
        guard text.hasPrefix("https://"), text.utf8.count < 2048,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// From `/login` or `/refresh`.
    mutating func takeToken(_ object: JSONObject, _ stage: LoginState.Stage) -> Bool {
        guard let token = object["access_token"]?.string, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            tryStartAgain(stage, "the server gives no token", after: nil)
            return false
        }
        if stage == .login {
            guard let id = object["user_id"]?.string else {
                tryStartAgain(stage, "the login names no user", after: nil)
                return false
            }
            guard id == ownID else {
                refuseCredentials("the login is \(shown(id))'s, not \(ownID)'s")
                return false
            }
            memory.device = object["device_id"]?.string ?? memory.device
            memory.refreshToken = object["refresh_token"]?.string
        } else {
            memory.refreshToken = object["refresh_token"]?.string ?? memory.refreshToken
        }
        memory.user = ownID
        memory.accessToken = token
        login.tokenAge += 1
        login.hasLostDevice = false
        noteExpiry(object)
        remember()
        return true
    }

    /// A new token is asked for when a fifth of the time is left.
    private mutating func noteExpiry(_ object: JSONObject) {
        login.refreshAt = nil
        guard memory.refreshToken != nil, let lifetime = object["expires_in_ms"]?.integer else {
            return
        }
        let bounded = min(max(lifetime, 10_000), 365 * 86_400_000)
        login.refreshAt = moment + bounded / 5 * 4
    }

    private mutating func takeStartRefusal(_ error: MatrixError, _ stage: LoginState.Stage) {
        switch stage {
        case .directs where error.code == "M_NOT_FOUND": start(.aliases)
        case .discovery where error.status == 404:
            base = "https://\(user?.server ?? "")"
            start(.versions)
        case .refresh where !isLasting(error): tryStartAgain(stage, error.sentence, after: nil)
        case .refresh: giveUpToken()
        case .login where !isLasting(error): tryStartAgain(stage, error.sentence, after: nil)
        case .login: refuseCredentials(error.sentence)
        case _ where error.isAboutToken: renewToken(isSoft: error.isSoft)
        default: tryStartAgain(stage, error.sentence, after: nil)
        }
    }

    /// An account that is locked can be unlocked.
    private func isLasting(_ error: MatrixError) -> Bool { error.code != "M_USER_LOCKED" }

    mutating func tryStartAgain(
        _ stage: LoginState.Stage, _ reason: String, after wait: Milliseconds?
    ) {
        let delay = login.attempt.pause.next(
            from: configuration.patience.retry, to: configuration.patience.retryMax, &chance)
        login.stage = stage
        login.attempt.again(at: moment + max(delay, believed(wait) ?? 0))
        // While the old token holds, nothing is lost.
        if !login.isRefreshing { goDown(reason) }
    }

    /// A server's own word for how long to wait, within reason.
    func believed(_ wait: Milliseconds?) -> Milliseconds? {
        wait.map { min(max($0, 0), configuration.patience.limitMax) }
    }

    /// Somebody else's id may hold anything that fits on a line.
    func shown(_ text: String) -> String { text.shown }

    mutating func refuseCredentials(_ reason: String) {
        tell(.credentialsRefused(reason: reason))
        phase = .over
        step.cancelled += open.keys.sorted()
        open = [:]
        settleAll()
    }
}
