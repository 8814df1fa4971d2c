/// What one daemon is willing to hold for its callers.
package struct ServingLimits: Sendable {
    /// Open connections over TCP, and never more than half of the files the process may open.
    /// For one more, whoever has kept us waiting longest goes.
    package var connections = 1024
    /// The same for the socket in the state directory.
    package var localConnections = 128
    /// Bytes of one post.
    package var bodyBytes = 1 << 20
    /// Bytes of a request's header fields.
    package var headerBytes = 16 << 10
    /// Posts being read at once. For one more, the one that has taken longest goes, if that is
    /// longer than `bodyGrace`; else whoever comes is told to try again.
    package var bodies = 64
    package var bodyGrace = Duration.seconds(2)
    /// Bytes of answers on their way out on each listener; beyond them, those who have not
    /// fetched theirs for longest are cut.
    package var heldBytes = 64 << 20
    /// Event streams at once.
    package var streams = 32
    /// A connection on which nothing arrives for so long is closed.
    package var idle = Duration.seconds(60)
    /// A head that has begun has to be whole by then.
    package var headDeadline = Duration.seconds(20)
    /// A body has to be there by then.
    package var bodyDeadline = Duration.seconds(30)
    /// An answer, or a piece of a stream, has to be fetched by then.
    package var answerDeadline = Duration.seconds(60)
    /// How often a stream looks for new events by itself.
    package var feedInterval = Duration.seconds(1)
    /// A stream on which nothing happens says so.
    package var keepAlive = Duration.seconds(15)
    /// What is still open so long after the stop was asked for is cut.
    package var farewell = Duration.seconds(3)

    package init() {}
}
