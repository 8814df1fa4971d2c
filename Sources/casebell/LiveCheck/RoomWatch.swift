import Casework
import Chat
import Synchronization

/// Ears that only look: which rooms a link came into, who can read along there, and what stood in
/// the way. Nothing that is said is kept.
final class RoomWatch: ChatEars {
    /// What was seen of a network.
    struct Sight: Hashable, Sendable {
        /// The rooms the link is in; nothing if it never got so far.
        var joined: [RoomAddress]?
        var privacy: [RoomAddress: RoomPrivacy] = [:]
        /// Of rooms that are open, what makes them so, where that is known.
        var openings: [RoomAddress: [RoomOpening]] = [:]
        /// Sentences of the link for administrators.
        var troubles: [String] = []
        /// Why there is no connection.
        var failure: String?
    }

    private let seen = Mutex(Sight())
    private let bell: AsyncStream<Void>.Continuation
    private let rings: AsyncStream<Void>

    /// How many rooms the link is to come into.
    private let rooms: Int
    /// Rooms are joined one after the other, and a link tells of those that it is in.
    static let patience = Duration.seconds(4)

    init(rooms: Int = 0) {
        self.rooms = rooms
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var sight: Sight { seen.withLock { $0 } }

    func heard(_ event: ChatEvent) {
        seen.withLock { seen in
            switch event {
            case .up(let rooms): seen.joined = rooms
            case .privacy(let room, let privacy): seen.privacy[room] = privacy
            case .trouble(let words): seen.troubles.append(words)
            case .down(let reason): seen.failure = seen.failure ?? reason
            case .said, .reacted, .changed, .absence, .listening, .receipt, .underWay, .presence,
                .moved:
                break
            }
        }
        bell.yield()
    }

    /// The link cannot go on.
    func fail(_ reason: String) {
        seen.withLock { $0.failure = reason }
        bell.yield()
    }

    /// Returns when there is nothing more to see: no connection, or it is known of each room that
    /// the link came into who can read along; or when the task is cancelled.
    func settle() async {
        if sight.isSettled { return }
        for await _ in rings where sight.isSettled { return }
    }

    /// Returns when the link is in all its rooms and knows who can read along there, or has had
    /// time enough for it.
    func settleWholly() async {
        await settle()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                if self.isWhole { return }
                for await _ in self.rings where self.isWhole { return }
            }
            group.addTask { try? await Task.sleep(for: Self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    private var isWhole: Bool {
        let sight = sight
        return sight.failure != nil || (sight.isSettled && sight.joined?.count ?? 0 >= rooms)
    }
}

extension RoomWatch.Sight {
    var isSettled: Bool {
        if failure != nil { return true }
        guard let joined else { return false }
        return joined.allSatisfy { privacy[$0] ?? .unknown != .unknown }
    }
}
