import Casework
import Chat
import IRCWire

extension Utterance {
    /// A post as this network shows it: no markup, and customers' words as data.
    init(
        _ post: Post, privateAnswers: IRCLinkConfiguration.PrivateAnswers, at now: Instant
    ) {
        let target: String
        var isNotice = false
        switch post.destination {
        case .room(let room): target = room.rawValue
        case .person(let person):
            target = person.rawValue
            isNotice = privateAnswers == .notice && post.lane != .urgent
        }
        self.init(
            id: post.id.rawValue, attempt: post.attempt, target: target, isNotice: isNotice,
            lane: post.lane.rawValue, lines: post.lines.map { $0.spans.map(Piece.init) },
            isRepeat: post.isRepeat, isWhole: post.isWhole, answers: post.answers)
        isAwaited = post.isAwaited
        if let createdAt = post.createdAt { age = max(0, (now - createdAt).milliseconds) }
    }
}

extension Utterance.Piece {
    init(_ span: Span) {
        switch span {
        // Bold is left out: rooms with mode +c refuse a line for it.
        case .text(let words), .strong(let words), .person(let words): self = .plain(words)
        case .quoted(let words): self = .quoted(words)
        }
    }
}
