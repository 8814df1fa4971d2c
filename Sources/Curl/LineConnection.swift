import Synchronization

/// A byte stream to one peer, in the clear or over TLS. It lives until it has ended, whoever
/// still holds it: who opens one has to `close` it.
package final class LineConnection: Sendable {
    /// Bytes that may wait to be sent. More end the connection with `overflow`: a peer that
    /// reads so slowly is gone.
    package static let unsentLimit = 1 << 20
    /// How long `close` waits for what is unsent.
    package static let closingTime: Duration = .seconds(2)

    let endpoint: LineEndpoint
    private let mailbox: Mailbox
    private let outbox = Mutex(Outbox())

    private struct Outbox {
        var pending: [UInt8] = []
        /// Taken by the reactor, not yet taken by the system.
        var inFlight = 0
        /// The reactor has been told that there is something to do.
        var isAnnounced = false
        var isClosing = false
        var hasOverflown = false

        mutating func announce() -> Bool {
            defer { isAnnounced = true }
            return !isAnnounced
        }
    }

    init(endpoint: LineEndpoint, mailbox: Mailbox) {
        self.endpoint = endpoint
        self.mailbox = mailbox
    }

    /// Bytes given to `send` that the system has not taken.
    package var unsentBytes: Int { outbox.withLock { $0.pending.count + $0.inFlight } }

    /// Sends the bytes after all those given before; from any thread, returns at once. Before
    /// the connection stands they wait for it; after `close` or the end they are dropped.
    package func send(_ bytes: [UInt8]) {
        let announces = outbox.withLock { outbox -> Bool in
            guard !outbox.isClosing, !bytes.isEmpty else { return false }
            let unsent = outbox.pending.count + outbox.inFlight
            if unsent + bytes.count > LineConnection.unsentLimit {
                outbox.hasOverflown = true
                outbox.isClosing = true
                outbox.pending = []
            } else {
                outbox.pending += bytes
            }
            return outbox.announce()
        }
        if announces { mailbox.post(.attend(self)) }
    }

    /// Sends what is unsent for at most two seconds, then closes. From any thread, any number
    /// of times; returns at once.
    package func close() {
        let announces = outbox.withLock { outbox -> Bool in
            guard !outbox.isClosing else { return false }
            outbox.isClosing = true
            return outbox.announce()
        }
        if announces { mailbox.post(.attend(self)) }
    }
}

// What only the reactor's thread calls.
extension LineConnection {
    /// What the owner wants of the connection as a whole.
    enum Wish { case live, close, dropForOverflow }

    func heed() -> Wish {
        outbox.withLock { outbox in
            outbox.isAnnounced = false
            if outbox.hasOverflown { return .dropForOverflow }
            return outbox.isClosing ? .close : .live
        }
    }

    /// Everything pending, which counts as in flight from now on.
    func takePending() -> [UInt8] {
        outbox.withLock { outbox in
            let taken = outbox.pending
            outbox.pending = []
            outbox.inFlight += taken.count
            return taken
        }
    }

    func tookOff(_ count: Int) {
        outbox.withLock { $0.inFlight -= count }
    }

    /// From here on everything is dropped.
    func seal() {
        outbox.withLock { outbox in
            outbox.isClosing = true
            outbox.pending = []
            outbox.inFlight = 0
        }
    }
}
