import Casework
import Phrasebook
import Synchronization

/// The setup that a desk runs on. The loop alone exchanges it, whole and between two turns, so
/// that a turn sees one configuration; whoever reads beside the loop takes it afresh each time.
final class RunningSetup: Sendable {
    /// One setup and what is made of it.
    final class Standing: Sendable {
        let setup: DeskSetup
        let grammar: Grammar

        init(_ setup: DeskSetup) {
            self.setup = setup
            grammar = Grammar(sigil: setup.sigil, queues: setup.settings.queues.map(\.name))
        }
    }

    private let current: Mutex<Standing>

    init(_ setup: DeskSetup) { current = Mutex(Standing(setup)) }

    var standing: Standing { current.withLock { $0 } }

    /// What a desk is connected to, its clock and its chance stay as they are.
    func adopt(_ setup: DeskSetup) {
        var next = setup
        let before = standing.setup
        next.links = before.links
        next.connectors = before.connectors
        next.relays = before.relays
        next.clock = before.clock
        next.fresh = before.fresh
        next.rota = before.rota
        next.heartbeat = before.heartbeat
        next.pagers = before.pagers
        next.pageLink = before.pageLink
        next.isIntakeOnly = before.isIntakeOnly
        let adopted = Standing(next)
        current.withLock { $0 = adopted }
    }
}
