/// When the server was last heard, and what was asked since.
struct KeepAlive: Sendable {
    var heardAt: Milliseconds = 0
    var isAsking = false

    mutating func heard(at now: Milliseconds) {
        heardAt = now
        isAsking = false
    }
}

extension IRCSession {
    mutating func watchSilence(at now: Milliseconds) {
        guard phase != .unborn, phase != .over else { return }
        let silence = now - keepAlive.heardAt
        if silence >= configuration.patience.dead {
            tell(.closing(reason: "nothing heard for \(silence / 1000) s", .dropped))
            step.closes = true
            phase = .over
        } else if phase == .registered, silence >= configuration.patience.silence,
            !keepAlive.isAsking
        {
            keepAlive.isAsking = true
            askForBarrier()
        }
    }

    /// When `tick` has something to do next; nothing only when the session is over.
    package var nextTick: Milliseconds? {
        let patience = configuration.patience
        var moments: [Milliseconds] = []
        if let moment = loginMoment { moments.append(moment) }
        switch phase {
        case .unborn, .over: return nil
        case .registering:
            moments.append(keepAlive.heardAt + patience.dead)
            if let moment = registrationMoment { moments.append(moment) }
        case .registered:
            let silence = keepAlive.isAsking ? patience.dead : patience.silence
            moments.append(keepAlive.heardAt + silence)
            moments += [
                identity.regainAt, rooms.nextMoment(patience),
                speech.nextMoment(patience) { key($0.utterance.target) }, nextTopicAt,
                nextHistoryMoment,
            ]
            .compactMap { $0 }
            if let since = lookUps.open.values.map(\.since).min() {
                moments.append(since + patience.lookUp)
            }
        }
        return moments.min()
    }
}
