@testable import IRCWire

/// That nothing a session keeps grows beyond what it says of itself.
enum SessionLimits {
    static func violation(in session: IRCSession) -> String? {
        var violation: String?
        func hold(_ count: Int, _ limit: Int, _ name: StaticString) {
            if count > limit { violation = "\(count) \(name), of which \(limit) may be" }
        }
        hold(session.batches.count, IRCSession.Batch.openMax, "batches")
        hold(session.lookUps.open.count, LookUps.openMax, "look-ups")
        hold(session.lookUps.lists.count, LookUps.listsMax, "lists")
        hold(session.lags.count, LineLags.sendersMax, "clocks")
        hold(session.roster.people.count, Roster.peopleMax, "people")
        hold(session.rooms.order.count, session.configuration.rooms.count, "rooms")
        hold(session.support.tokens.count, ServerSupport.tokensMax, "tokens")
        hold(session.capabilities.offered.count, Capabilities.offeredMax, "capabilities")
        hold(session.reader.pendingBytes, LineReader.lineBytesMax, "pending bytes")
        hold(session.login.refusals.count, 8, "refusals")
        let speech = session.speech
        hold(speech.talks.count, Speech.waitingMax, "utterances")
        hold(speech.questions.count, Speech.askedMax, "questions")
        hold(speech.enquiries.count, Speech.askedMax, "enquiries")
        hold(speech.window.lines, UnreadWindow.entriesMax, "unread lines")
        hold(speech.rests.count, Speech.restsMax, "resting targets")
        hold(speech.openTalks.count, speech.talks.count, "open utterances")
        hold(speech.awaited.count, UnreadWindow.bytesMaxUnlimited, "lines on their way")
        for lane in speech.lanes { hold(lane.count, speech.talks.count, "places in a lane") }
        return violation
    }
}
