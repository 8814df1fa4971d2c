extension IRCSession {
    mutating func take(_ line: IRCLine, at now: Milliseconds) {
        if mayReadHistory { noteServerClock(line, at: now) }
        noteServerWord(line)
        if line.command == "BATCH" { return takeBatch(line, at: now) }
        if gather(line) { return }
        let batchName = line.tags["batch"]
        let batch = batchName.flatMap { batches[$0] }
        if let label = line.tags["label"] {
            settleLabelled(label, by: line, isWhole: true)
        } else if let label = batch?.label {
            settleLabelled(label, by: line, isWhole: false)
        }
        if batch?.isHistory == true, !IRCSession.historyCommands.contains(line.command) { return }
        switch line.command {
        case "PING":
            // Ahead of everything: it is written before any speech of this step.
            write(IRCLine(command: "PONG", parameters: line.parameters.suffix(1)))
        case "PONG": takePong(line)
        case "ERROR": takeError(line)
        case "KILL": takeKill(line)
        case "RECONNECT": takeReconnect(line)
        case "CAP": takeCapability(line, at: now)
        case "AUTHENTICATE": takeChallenge(line)
        case "PRIVMSG", "NOTICE":
            // A batch that we know nothing of may be one of history.
            let isHistory = batch?.isHistory ?? (batchName != nil || isPlayedBack(line))
            takeMessage(line, isHistory: isHistory, batch: batchName, at: now)
        case "CHATHISTORY": takeHistoryTarget(line, in: batchName)
        case "JOIN": takeJoin(line, at: now)
        case "PART": takePart(line, at: now)
        case "KICK": takeKick(line, at: now)
        case "QUIT": takeQuit(line)
        case "NICK": takeNick(line, at: now)
        case "ACCOUNT": takeAccount(line)
        case "CHGHOST": takeHostChange(line)
        case "MODE":
            takeModeChange(line)
            takeRankChange(line)
        case "TOPIC": takeTopic(line)
        case "INVITE": takeInvite(line, at: now)
        case "RENAME": takeRename(line, at: now)
        case "FAIL" where line[0] == "JOIN": takeJoinFailure(line, at: now)
        case "FAIL": takeFail(line, at: now)
        default:
            if line.command.utf8.count == 3,
                line.command.utf8.allSatisfy({ (48...57).contains($0) })
            {
                takeNumeric(line, at: now)
            }
        }
    }

    private mutating func takeNumeric(_ line: IRCLine, at now: Milliseconds) {
        // 421, 451: the server knows no capabilities, and waits for us.
        if line.command != Numeric.welcome { introduce() }
        switch line.command {
        case Numeric.welcome: takeWelcome(line, at: now)
        case Numeric.support: takeSupport(line, at: now)
        case Numeric.noTopic, Numeric.topic: takeTopic(line)
        case Numeric.topicSetter: takeTopicSetter(line)
        case Numeric.rankNeeded: takeTopicRefusal(line)
        case Numeric.nameReply:
            takeNames(line)
            takeOwnRank(in: line[2], names: line[3] ?? "")
        case Numeric.endOfNames:
            takeEndOfNames(line)
            noteWholeRoom(line[1])
        case Numeric.whoFieldReply: takeWhoReply(line)
        case Numeric.whoReply: takeWhoLine(line)
        case Numeric.offline: takeOffline(line, at: now)
        case Numeric.forwarded: takeForward(line, at: now)
        case Numeric.endOfWho: takeEndOfWho(line)
        case Numeric.whoisAccount: takeWhoisAccount(line)
        case Numeric.endOfWhois: takeEndOfWhois(line)
        case Numeric.channelModeIs: takeModes(line)
        case Numeric.hostHidden:
            if let host = line[1] {
                identity.host = host.split(separator: "@").last.map(String.init)
            }
        case Numeric.erroneousNick, Numeric.nickInUse, Numeric.nickCollision:
            takeNickRefusal(line, at: now)
        case Numeric.passwordMismatch, Numeric.noPermission, Numeric.banned: takeRefusal(line)
        case Numeric.loggedIn, Numeric.loggedOut, Numeric.nickLocked, Numeric.saslSuccess,
            Numeric.saslFailed, Numeric.saslTooLong, Numeric.saslAborted, Numeric.saslAlready,
            Numeric.saslMechanisms:
            takeLoginNumeric(line, at: now)
        default: takeRefusalNumeric(line, at: now)
        }
    }

    private mutating func takeRefusalNumeric(_ line: IRCLine, at now: Milliseconds) {
        if line.command == Numeric.unavailable, let name = line[1], !isChannel(name) {
            return takeNickRefusal(line, at: now)
        }
        if let reason = Numeric.joinRefusals[line.command],
            takeJoinRefusal(line, reason: reason, at: now)
        {
            return
        }
        if line[1] == "CHATHISTORY", Numeric.commandRefusals.contains(line.command) {
            return failHistory(at: now)
        }
        if isDeferral(line) { return takeDeferral(line) }
        if Numeric.speechRefusals.contains(line.command) { takeSpeechRefusal(line) }
    }

    private mutating func takeSupport(_ line: IRCLine, at now: Milliseconds) {
        let before = support.caseMapping
        support.take(line.parameters.dropFirst().dropLast())
        speech.budget.learn(isSafe: support.isSafeAtAnyRate)
        if support.caseMapping != before {
            // What is being asked under names that may mean somebody else now stays unanswered.
            for person in lookUps.open.keys.sorted() { release(person, as: nil) }
            let names = rooms.refold(support.caseMapping)
            roster.refold(support.caseMapping, rooms: names)
            refoldWaiting(from: before)
            lags.forgetSenders()
            lookUps.forgetLists()
        }
        guard phase == .registered else { return }
        noteNickSupport(at: now)
        if let mode = support.botMode, !identity.hasToldBotMode {
            identity.hasToldBotMode = true
            write(IRCLine("MODE", identity.nick, "+\(mode)"))
        }
    }
}
