/// A request whose answer somebody is told on the reactor's thread.
package final class RequestCall: Sendable {
    private let ticket: RequestTicket
    private let mailbox: Mailbox

    init(
        _ request: OutboundRequest, _ mailbox: Mailbox,
        _ then: @escaping @Sendable (RequestTicket.Outcome) -> Void
    ) {
        ticket = RequestTicket(request)
        self.mailbox = mailbox
        ticket.wait(with: then)
    }

    /// Once.
    package func start() {
        if !mailbox.post(.perform(ticket)) { ticket.finish(.failure(.stopped)) }
    }

    /// Ends it with `cancelled`, unless it has ended.
    package func callOff() {
        ticket.cancel()
        mailbox.post(.abort(ticket))
    }
}
