/// When the server was last heard, and what was asked since.
struct KeepAlive: Sendable {
    /// A moment that comes so much later than it was asked for finds a process that stood still:
    /// its machine was stopped for a while, or had no time for it.
    static let standstillMin: Milliseconds = 3000
    /// What has come meanwhile is read within this time.
    static let readingMax: Milliseconds = 1000

    var heardAt: Milliseconds = 0
    var isAsking = false
    /// The process stood still: until then silence is not held against the server, because what it
    /// said may lie unread.
    var sparedUntil: Milliseconds = .min
    /// The last moment before that, and until when what is read may be as old as that.
    var stoodStill: (since: Milliseconds, readUntil: Milliseconds)?

    mutating func heard(at now: Milliseconds) {
        heardAt = now
        isAsking = false
    }
}

extension IRCSession {
    /// For everything that happens, before anything else.
    mutating func turn(to now: Milliseconds) {
        noteStandstill(at: now)
        moment = now
    }

    private mutating func noteStandstill(at now: Milliseconds) {
        guard let due = silenceMoment, now - due >= KeepAlive.standstillMin,
            now >= keepAlive.sparedUntil
        else { return }
        // One that was not asked yet is asked now, and has the time that it always has.
        let patience = configuration.patience
        let mayAsk = phase == .registered && !keepAlive.isAsking
        keepAlive.stoodStill = (since: moment, readUntil: now + KeepAlive.readingMax)
        keepAlive.sparedUntil =
            now + (mayAsk ? patience.dead - patience.silence : KeepAlive.readingMax)
    }

    mutating func watchSilence(at now: Milliseconds) {
        guard phase != .unborn, phase != .over else { return }
        let silence = now - keepAlive.heardAt
        let mayJudge = now >= keepAlive.sparedUntil
        if mayJudge, silence >= configuration.patience.dead {
            giveUp(because: "nothing heard for \(silence / 1000) s")
        } else if mayJudge, let deafMoment, now >= deafMoment {
            giveUp(because: "the server does not answer our PING")
        } else if phase == .registered, silence >= configuration.patience.silence,
            !keepAlive.isAsking
        {
            keepAlive.isAsking = true
            askForBarrier()
        }
    }

    private mutating func giveUp(because reason: String) {
        tell(.closing(reason: reason, .dropped))
        step.closes = true
        phase = .over
    }

    /// When a server counts as deaf that talks, but reads nothing that we write: a proxy that is
    /// stuck in one direction looks like that. Whatever it shows to have read gives it time anew.
    private var deafMoment: Milliseconds? {
        guard hasOpenBarrier else { return nil }
        let moved = max(speech.barrierAskedAt, speech.confirmedAt)
        return max(moved + configuration.patience.deaf, keepAlive.sparedUntil)
    }

    /// When `watchSilence` has something to do; nothing before and after the connection.
    private var silenceMoment: Milliseconds? {
        let patience = configuration.patience
        switch phase {
        case .unborn, .over: return nil
        case .registered where !keepAlive.isAsking: return keepAlive.heardAt + patience.silence
        case .registering, .registered:
            return max(keepAlive.heardAt + patience.dead, keepAlive.sparedUntil)
        }
    }

    /// When `tick` has something to do next; nothing only when the session is over.
    package var nextTick: Milliseconds? {
        guard let silenceMoment else { return nil }
        let patience = configuration.patience
        var moments = [silenceMoment]
        if let moment = loginMoment { moments.append(moment) }
        if let moment = registrationMoment { moments.append(moment) }
        if phase == .registered {
            moments += [
                identity.regainAt, rooms.nextMoment(patience),
                speech.nextMoment(patience) { key($0.utterance.target) }, nextTopicAt,
                nextHistoryMoment, deafMoment,
            ]
            .compactMap { $0 }
            if let since = lookUps.open.values.map(\.since).min() {
                moments.append(since + patience.lookUp)
            }
        }
        return moments.min()
    }
}
