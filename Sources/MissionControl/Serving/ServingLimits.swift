/// What one daemon is willing to hold for its callers.
package struct ServingLimits: Sendable {
    /// Open connections on each listener; more wait in the system's backlog.
    package var connections = 1024
    /// Bytes of one post.
    package var bodyBytes = 1 << 20
    /// Bytes of a request's header fields.
    package var headerBytes = 16 << 10
    /// Posts being read and taken at once; more are told to try again.
    package var bodies = 64
    /// Event streams at once.
    package var streams = 32
    /// A connection on which nothing arrives for so long is closed.
    package var idle = Duration.seconds(60)
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
