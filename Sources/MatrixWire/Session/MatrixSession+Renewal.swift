// A token that holds no more: soft log-out, refresh tokens, logging in again. (Client-Server API,
// "Refreshing access tokens", "Soft logout")
extension MatrixSession {
    /// A request was refused for its token.
    mutating func tokenRefused(_ error: MatrixError, _ request: OpenRequest) {
        guard request.tokenAge == login.tokenAge, !login.isRenewing else { return }
        renewToken(isSoft: error.isSoft)
    }

    mutating func renewToken(isSoft: Bool) {
        login.hasLostDevice = !isSoft
        let isAsked = login.isRefreshing && login.attempt.isOpen
        login.isRefreshing = false
        if isAsked {
            login.isRenewing = true
            return
        }
        login.renewals += 1
        login.refreshAt = nil
        if phase == .running { login.isRenewing = true }
        guard memory.refreshToken != nil else { return giveUpToken() }
        renew(by: .refresh)
    }

    /// No refresh token, or it was refused, which says nothing of the device: the password, if there
    /// is one.
    mutating func giveUpToken() {
        memory.accessToken = nil
        memory.refreshToken = nil
        // "If soft_logout is false", the device is gone with all that belonged to it.
        if login.hasLostDevice { memory.device = nil }
        remember()
        guard case .password = configuration.credentials else {
            return refuseCredentials("the access token is not valid any more")
        }
        login.isRefreshing = false
        if phase == .running { login.isRenewing = true }
        renew(by: .login)
    }

    /// Not again and again without any good: servers limit logins.
    mutating func renew(by stage: LoginState.Stage) {
        let isDue = login.attempt.retryAt.map { moment >= $0 } ?? false
        if login.renewals > 1, !isDue {
            let delay = login.attempt.pause.next(
                from: 10_000, to: configuration.patience.rejoinMax, &chance)
            login.stage = stage
            login.attempt.again(at: moment + delay)
            return
        }
        start(stage)
    }

    /// The answer to a login or refresh while running.
    mutating func takeRenewal(_ reply: Reply, _ stage: LoginState.Stage) {
        switch reply {
        case .ok(let object):
            guard takeToken(object, stage) else { return }
            login.attempt.isOpen = false
            login.attempt.retryAt = nil
            login.isRenewing = false
            login.isRefreshing = false
            if stage == .login { tell(.loggedIn(user: ownID, device: memory.device)) }
        default: take(reply, toStart: stage)
        }
    }
}
