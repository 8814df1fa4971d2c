/// Tells that the audit has grown, so that streams need not look. Signals may be merged; each
/// call gives a sequence of its own.
package protocol NewEvents: Sendable {
    func signals() -> AsyncStream<Void>
}
