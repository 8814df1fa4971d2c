import Casework
import Phrasebook
import Synchronization

/// The setup that a desk runs on. The loop alone exchanges it, whole and between two turns, so
/// that a turn sees one configuration; whoever reads beside the loop takes it afresh each time.
final class RunningSetup: Sendable {
    /// One setup and what is made of it.
    final class Standing: Sendable {
        /// The settings as the files have them, without any plan.
        let base: DeskSettings
        /// With the plans that are on.
        let setup: DeskSetup
        let grammar: Grammar

        init(_ setup: DeskSetup, under plans: [RunningPlan] = []) {
            base = setup.settings
            var laid = setup
            if !plans.isEmpty { laid.settings = base.laying(plans) }
            self.setup = laid
            grammar = Grammar(sigil: setup.sigil, queues: setup.settings.queues.map(\.name))
        }
    }

    private let current: Mutex<Standing>

    init(_ setup: DeskSetup) { current = Mutex(Standing(setup)) }

    var standing: Standing { current.withLock { $0 } }

    /// What a desk is connected to, its clock and its chance stay as they are, and the plans stay on.
    func adopt(_ setup: DeskSetup) {
        var next = setup
        let before = standing.setup
        next.links = before.links
        next.keepers = before.keepers
        next.connectors = before.connectors
        next.relays = before.relays
        next.clock = before.clock
        next.fresh = before.fresh
        next.rota = before.rota
        next.heartbeat = before.heartbeat
        next.pagers = before.pagers
        next.pageLink = before.pageLink
        next.isIntakeOnly = before.isIntakeOnly
        let adopted = Standing(next, under: before.settings.running)
        current.withLock { $0 = adopted }
    }

    /// From here on these plans are on, and no others.
    func lay(_ plans: [RunningPlan]) {
        let before = standing
        var base = before.setup
        base.settings = before.base
        let laid = Standing(base, under: plans)
        current.withLock { $0 = laid }
    }
}
