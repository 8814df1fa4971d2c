/// Rings on the reactor's thread, once for each time that it is set to; not after the reactor has
/// ended.
package final class ReactorAlarm: Sendable {
    /// To hand something on and do no more.
    let ring: @Sendable () -> Void
    private let mailbox: Mailbox

    init(_ mailbox: Mailbox, _ ring: @escaping @Sendable () -> Void) {
        self.mailbox = mailbox
        self.ring = ring
    }

    /// Instead of any time before; nothing: not at all.
    /// - Returns: whether there is still a reactor to ring it.
    @discardableResult
    package func set(_ moment: ContinuousClock.Instant?) -> Bool {
        mailbox.post(.alarm(self, moment))
    }
}
