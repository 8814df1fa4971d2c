/// Who listens to a line connection. All calls come on the reactor's one thread, in order, and
/// must return at once: while one listens, everything that goes out of the machine waits.
package protocol LineEars: AnyObject, Sendable {
    /// The connection stands, its certificate is accepted, nothing has been sent. At most once,
    /// first.
    func connected(_ facts: ConnectionFacts)
    /// At least one byte, wherever the stream happened to be cut.
    func received(_ bytes: [UInt8])
    /// Everything given to `send` has been handed to the system. Each time the last byte goes.
    func drained()
    /// Exactly once, the last call. Nothing: we closed it ourselves and what was unsent went
    /// out; `closedByPeer`: the other side ended it in order; `timedOut(bytesSent: true)`: we
    /// closed, and the rest would not go out within two seconds.
    func ended(_ failure: CurlFailure?)
}

extension LineEars {
    package func drained() {}
}
