import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

// A chat would not pass something on: somebody hears of it, and what can be mended is tried again.
extension Intake {
    func refused(
        _ leased: LeasedPost, _ reason: String, on network: NetworkName, _ state: inout LoopState
    ) -> PostEnd.End {
        let post = leased.post
        logger.error(
            "A post was refused",
            metadata: [
                "network": "\(network)", "post": "\(post.id)",
                "case": "\(post.matter?.number ?? 0)", "reason": "\(reason)",
            ])
        switch post.address {
        case .room(let room): return refused(leased, by: room, reason, &state)
        case .person(let name): return refused(leased, by: DirectAddress(name), reason, &state)
        }
    }

    private func refused(
        _ leased: LeasedPost, by room: String, _ reason: String, _ state: inout LoopState
    ) -> PostEnd.End {
        let post = leased.post
        let uptime = setup.clock.uptime()
        // Nothing: it is not tried again.
        var again: Lapse?
        let wording = announcer.wording(network: nil, to: nil, isDirect: true)
        let news = wording.notTaken(by: room, reason: reason, about: post.matter)
        if ClosedRooms.isMendable(reason) {
            switch state.closed.refused(post.id, by: room, on: post.network, at: uptime) {
            case .closed(let isNews, let pause):
                again = pause
                if isNews { note(news, post, &state) }
            case .textAlone:
                let alone = wording.wordsNotTaken(by: room, reason: reason, about: post.matter)
                note(alone, post, &state)
            }
        } else {
            note(news, post, &state)
        }
        // Whoever waits for this answer gets it where they can read it.
        if announcer.answerAlone(leased, insteadOf: room, reason) {
            state.closed.gaveUp(post.id, for: room, on: post.network)
            return .refused(reason: reason)
        }
        let age = state.latest - post.createdAt
        let keptFor = post.lane == .answer ? ClosedRooms.answersKeptFor : ClosedRooms.keptFor
        guard let again, age < keptFor else {
            state.closed.gaveUp(post.id, for: room, on: post.network)
            return .refused(reason: reason)
        }
        retry(post.network, at: uptime + again, &state)
        return .again(due: state.latest + again)
    }

    /// The link is not in the room, or may not speak yet: what waits for it does so for hours, not
    /// for ever.
    func mustWait(
        _ leased: LeasedPost, _ wait: Lapse, _ state: inout LoopState
    ) -> PostEnd.End {
        let post = leased.post
        let uptime = setup.clock.uptime()
        if case .room(let room) = post.address,
            let since = state.closed.putOff(by: room, on: post.network, at: uptime),
            since + ClosedRooms.keptFor <= uptime,
            state.latest - post.createdAt > ClosedRooms.keptFor
        {
            let reason = "not to be had for hours"
            logger.error(
                "A post is given up: its room was not to be had for hours",
                metadata: ["network": "\(post.network)", "post": "\(post.id)"])
            state.closed.gaveUp(post.id, for: room, on: post.network)
            return .refused(reason: reason)
        }
        retry(post.network, at: uptime + wait, &state)
        return .again(due: state.latest + wait)
    }

    private func refused(
        _ leased: LeasedPost, by address: DirectAddress, _ reason: String,
        _ state: inout LoopState
    ) -> PostEnd.End {
        let post = leased.post
        let isGone = reason.hasPrefix("401 ")
        let age = state.latest - post.createdAt
        if isGone, post.to != nil, age < Announcer.waitingFor {
            // They may be back, or be found to have gone for good.
            retry(post.network, at: setup.clock.uptime() + Self.ownerPause, &state)
            return .again(due: state.latest + Self.ownerPause)
        }
        if !isGone, let owner = directory.owner(of: address, on: post.network) {
            let wording = announcer.wording(network: nil, to: nil, isDirect: true)
            note(wording.notTaken(by: owner, reason: reason, about: post.matter), post, &state)
        }
        return .refused(reason: reason)
    }

    /// To the administrators; on a desk without any, to those who answer for it.
    private func note(_ line: Line, _ post: NewPost, _ state: inout LoopState) {
        let admins = directory.admins
        let people = admins.isEmpty ? directory.supervisors : admins
        let words = "\(post.network): \(line.words)"
        if state.troubles.add(words, for: people, uptime: setup.clock.uptime()) {
            speakOfTroubles(&state)
        }
    }
}

extension Line {
    /// Without what tells its parts apart.
    fileprivate var words: String {
        spans.map { span in
            switch span {
            case .text(let words), .strong(let words), .person(let words), .quoted(let words): words
            }
        }.joined()
    }
}
