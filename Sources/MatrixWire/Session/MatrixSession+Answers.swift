// Which answer is whose.
extension MatrixSession {
    mutating func take(_ reply: Reply, to request: OpenRequest) {
        let isRunning = phase == .running
        let reply = reply.counted(from: moment - request.askedAt)
        if isRunning, case .refused(let error) = reply, error.isAboutToken, needsToken(request) {
            tokenRefused(error, request)
            guard phase != .over else { return }
        }
        switch request.errand {
        case .start(let stage):
            if isRunning { takeRenewal(reply, stage) } else { take(reply, toStart: stage) }
        case .sync: takeSync(reply)
        case .history(let room): takeHistory(reply, of: room)
        case .resolve(let name): takeAlias(reply, of: name)
        case .join(let room): takeJoin(reply, of: room)
        case .leave: break
        case .othersFilter: takeOthersFilter(reply)
        case .create(let user): takeCreation(reply, for: user)
        case .remember: takeRemembered(reply)
        case .topic(let room): takeTopic(reply, of: room)
        case .send(let number): takeSent(reply, number)
        case .seed: takeSeed(reply)
        }
    }

    /// Logging in and refreshing go without.
    private func needsToken(_ request: OpenRequest) -> Bool {
        if case .start(let stage) = request.errand { stage == .whoami } else { true }
    }
}
