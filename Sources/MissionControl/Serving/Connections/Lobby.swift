import NIOCore
import Synchronization

/// Who is connected to one listener, so that a crowd keeps nobody out: where there is no more
/// room, whoever has kept us waiting longest goes, strangers before those who have shown a token.
final class Lobby: Sendable {
    struct Limits: Sendable {
        /// Open connections.
        var guests: Int
        /// Bodies being read.
        var bodies: Int
        /// A body may take so long, however many wait, unless a stranger's stands before a
        /// known guest's.
        var bodyGrace: Duration
        /// Bytes of answers that nobody has fetched.
        var heldBytes: Int
    }

    /// What a connection takes beside its bodies, roughly.
    private static let guestBytes = 16 << 10
    /// What a byte of a body takes once it is read, at most and roughly.
    private static let parsedBytesPerByte = 16

    static let crowded = Problem.unavailable(
        "Many are waiting, and this connection has waited longest.", retryAfterSeconds: 1)

    private let book = Mutex(GuestBook())
    private let limits: Limits
    private let ebb: Ebb

    init(limits: Limits, ebb: Ebb = Ebb()) {
        self.limits = limits
        self.ebb = ebb
    }

    /// Lets a connection in, for which another may have to go.
    func enter(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let leaving = book.withLock { book -> (any Channel)? in
            book[id] = Guest(channel: channel)
            return book.count > limits.guests ? book.strikeFirst(but: id) : nil
        }
        leaving?.dismiss(Lobby.crowded)
        channel.closeFuture.whenComplete { [weak self, loop = channel.eventLoop] _ in
            self?.book.withLock { $0[id] = nil }
            self?.ebb.note(Lobby.guestBytes, on: loop)
        }
    }

    /// This one has shown a token that is good.
    func recognise(_ channel: any Channel) {
        change(channel) { $0.isKnown = true }
    }

    func move(_ channel: any Channel, to stage: Guest.Stage) {
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
        let (isAdmitted, leaving) = book.withLock { book -> (Bool, (any Channel)?) in
            guard var guest = book[id] else { return (false, nil) }
            var leaving: (any Channel)?
            if book.bodies >= limits.bodies {
                leaving = book.strikeFirst(but: id) { other in
                    let isStranger = guest.isKnown && !other.isKnown
                    let hasHadItsTime = now - other.since >= limits.bodyGrace
                    return other.stage == .bringing && (isStranger || hasHadItsTime)
                }
                guard leaving != nil else { return (false, nil) }
            }
            guest.stage = .bringing
            guest.since = now
            book[id] = guest
            return (true, leaving)
        }
        leaving?.dismiss(Lobby.crowded)
        return isAdmitted
    }

    /// A body of so many bytes has been read.
    func brought(_ bytes: Int, on channel: any Channel) {
        ebb.note(bytes * Lobby.parsedBytesPerByte, on: channel.eventLoop)
        change(channel) { if $0.stage == .bringing { $0.stage = .asking } }
    }

    /// An answer of so many bytes is about to be sent; those who fetch theirs no more make room.
    func hold(_ bytes: Int, for channel: any Channel) {
        ebb.note(bytes, on: channel.eventLoop)
        let id = ObjectIdentifier(channel)
        let leaving = book.withLock { book -> [any Channel] in
            guard var guest = book[id] else { return [] }
            guest.held = bytes
            guest.since = .now
            book[id] = guest
            var leaving: [any Channel] = []
            while book.held > limits.heldBytes,
                let slowest = book.strikeFirst(but: id, where: { $0.held > 0 })
            {
                leaving.append(slowest)
            }
            return leaving
        }
        for channel in leaving { channel.dismiss(Lobby.crowded) }
    }

    private func change(_ channel: any Channel, _ change: (inout Guest) -> Void) {
        let id = ObjectIdentifier(channel)
        book.withLock { book in
            guard var guest = book[id] else { return }
            change(&guest)
            book[id] = guest
        }
    }
}
