import NIOCore
import Synchronization

/// Who is connected to one listener, so that a crowd keeps nobody out: where there is no more
/// room, whoever has kept us waiting longest goes, strangers before those who have shown a token.
final class Lobby: Sendable {
    /// What a connection is about.
    enum Stage: Hashable, Sendable {
        /// Nothing is asked, or not yet the whole of a head.
        case resting
        /// A request is worked on, or its answer fetched.
        case asking
        /// A body is on its way to us.
        case bringing
        /// Listens to the event stream, which has limits of its own.
        case streaming
    }

    struct Limits: Sendable {
        /// Open connections.
        var guests: Int
        /// Bodies being read.
        var bodies: Int
        /// A body may take so long, however many wait, unless a stranger's stands before a
        /// known guest's.
        var bodyGrace: Duration = .seconds(2)
        /// Bytes of answers that nobody has fetched.
        var heldBytes: Int
    }

    private struct Guest {
        let channel: any Channel
        var isKnown = false
        var stage = Stage.resting
        /// Since when it is at this stage.
        var since = ContinuousClock.now
        /// Bytes of its answer that are still with us.
        var held = 0

        /// Lower goes first.
        var rank: Int {
            switch (stage, isKnown) {
            case (.streaming, _): 4
            case (.resting, false): 0
            case (_, false): 1
            case (.resting, true): 2
            case (_, true): 3
            }
        }
    }

    private let guests = Mutex<[ObjectIdentifier: Guest]>([:])
    private let limits: Limits
    private let ebb: Ebb

    /// What a connection takes beside its bodies, roughly.
    private static let guestBytes = 16 << 10
    /// What a body takes once it is read, at most and roughly.
    private static let parsedBytesPerByte = 16

    init(limits: Limits, ebb: Ebb = Ebb()) {
        self.limits = limits
        self.ebb = ebb
    }

    /// How many are connected.
    var count: Int { guests.withLock { $0.count } }

    /// Lets a connection in, for which another may have to go.
    func enter(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let leaving = guests.withLock { guests -> (any Channel)? in
            guests[id] = Guest(channel: channel)
            guard guests.count > limits.guests else { return nil }
            return Lobby.first(of: guests.lazy.filter { $0.key != id }, from: &guests)
        }
        leaving?.dismiss(Lobby.crowded)
        channel.closeFuture.whenComplete { [weak self, loop = channel.eventLoop] _ in
            self?.guests.withLock { _ = $0.removeValue(forKey: id) }
            self?.ebb.note(Lobby.guestBytes, on: loop)
        }
    }

    /// This one has shown a token or a signature that is good.
    func recognise(_ channel: any Channel) {
        change(channel) { $0.isKnown = true }
    }

    /// A body of so many bytes has been read.
    func brought(_ bytes: Int, on channel: any Channel) {
        ebb.note(bytes * Lobby.parsedBytesPerByte, on: channel.eventLoop)
        change(channel) { if $0.stage == .bringing { $0.stage = .asking } }
    }

    func move(_ channel: any Channel, to stage: Stage) {
        change(channel) { guest in
            guest.held = 0
            guest.stage = stage
            guest.since = .now
        }
    }

    /// A body is about to be read. False if too many are, and none of them has had its time.
    func admitBody(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let now = ContinuousClock.now
        let (isAdmitted, leaving) = guests.withLock { guests -> (Bool, (any Channel)?) in
            let isKnown = guests[id]?.isKnown == true
            let others = guests.filter { $0.key != id && $0.value.stage == .bringing }
            var leaving: (any Channel)?
            if others.count >= limits.bodies {
                let slow = others.lazy.filter { _, other in
                    (isKnown && !other.isKnown) || now - other.since >= self.limits.bodyGrace
                }
                leaving = Lobby.first(of: slow, from: &guests)
                guard leaving != nil else { return (false, nil) }
            }
            guests[id]?.stage = .bringing
            guests[id]?.since = now
            return (true, leaving)
        }
        leaving?.dismiss(Lobby.crowded)
        return isAdmitted
    }

    /// An answer of so many bytes is about to be sent; those who fetch theirs no more make room.
    func hold(_ bytes: Int, for channel: any Channel) {
        ebb.note(bytes, on: channel.eventLoop)
        let id = ObjectIdentifier(channel)
        let leaving = guests.withLock { guests -> [any Channel] in
            guests[id]?.held = bytes
            guests[id]?.since = .now
            var leaving: [any Channel] = []
            while guests.values.reduce(0, { $0 + $1.held }) > limits.heldBytes {
                let others = guests.lazy.filter { $0.key != id && $0.value.held > 0 }
                guard let slowest = Lobby.first(of: others, from: &guests) else { break }
                leaving.append(slowest)
            }
            return leaving
        }
        for channel in leaving { channel.dismiss(Lobby.crowded) }
    }

    private func change(_ channel: any Channel, _ change: (inout Guest) -> Void) {
        guests.withLock { guests in
            let id = ObjectIdentifier(channel)
            guard var guest = guests[id] else { return }
            change(&guest)
            guests[id] = guest
        }
    }

    /// Takes whoever has to go first out of the book.
    private static func first(
        of candidates: some Sequence<(key: ObjectIdentifier, value: Guest)>,
        from guests: inout [ObjectIdentifier: Guest]
    ) -> (any Channel)? {
        let first = candidates.min {
            ($0.value.rank, $0.value.since) < ($1.value.rank, $1.value.since)
        }
        guard let first else { return nil }
        return guests.removeValue(forKey: first.key)?.channel
    }

    static let crowded = Problem.unavailable(
        "Many are waiting, and this connection has waited longest.", retryAfterSeconds: 1)
}
