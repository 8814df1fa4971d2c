import CaseStore
import Casework
import Chat

/// Cards that change as their cases move.
extension Intake {
    /// Changes the cards that are due. That what people wait for goes first is the link's to see to.
    /// What cannot be read now is read later.
    func changeCards(_ state: inout LoopState) async {
        guard !keepers.isEmpty, !state.isStopping, !setup.isIntakeOnly else { return }
        let uptime = setup.clock.uptime()
        for network in keepers.sorted() where state.links[network]?.isUp ?? false {
            let due = state.cards.take(on: network, at: uptime)
            guard !due.isEmpty else { continue }
            let found = try? await store.read { store in
                try due.compactMap { due in
                    try store.matter(due.matter).map {
                        (
                            matter: $0, since: due.since, cards: try store.cards(of: due.matter),
                            last: try store.lastEvent()
                        )
                    }
                }
            }
            guard let found else {
                for card in due {
                    state.cards.touch(.init(network: network, matter: card.matter), at: uptime)
                }
                continue
            }
            for (matter, since, cards, last) in found {
                let place = CardBook.Place(network: network, matter: matter.id)
                for card in cards where card.network == network {
                    // It says what was so when it was decided, and lands first.
                    guard card.reference != nil else {
                        state.cards.awaitsLanding(place, of: card.post, at: uptime)
                        continue
                    }
                    let waited = uptime.milliseconds - since.milliseconds
                    let post = announcer.change(
                        card, to: matter,
                        since: setup.clock.now() - Lapse(milliseconds: waited))
                    state.cards.left(
                        CardBook.Change(
                            place: place, card: card.post, event: last, since: since), as: post)
                }
            }
        }
        announcer.flush()
    }

    /// Cards that an earlier process left behind what has happened.
    func touchStaleCards(_ state: inout LoopState) async throws {
        guard !keepers.isEmpty else { return }
        let keepers = keepers
        let stale = try await store.read { store in
            try keepers.flatMap { try store.staleCards(on: $0, limit: CardBook.staleMax) }
        }
        let uptime = setup.clock.uptime()
        for card in stale {
            state.cards.inherit(.init(network: card.network, matter: card.matter), at: uptime)
        }
    }
}
