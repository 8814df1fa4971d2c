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
                try due.compactMap { id in
                    try store.matter(id).map {
                        (matter: $0, cards: try store.cards(of: id), last: try store.lastEvent())
                    }
                }
            }
            guard let found else {
                for matter in due {
                    state.cards.touch(.init(network: network, matter: matter), at: uptime)
                }
                continue
            }
            for (matter, cards, last) in found {
                let place = CardBook.Place(network: network, matter: matter.id)
                for card in cards where card.network == network {
                    // It says what was so when it was decided, and lands first.
                    guard card.reference != nil else {
                        state.cards.awaitsLanding(place, at: uptime)
                        continue
                    }
                    let post = announcer.change(card, to: matter)
                    state.cards.left(
                        CardBook.Change(place: place, card: card.post, event: last), as: post)
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
            state.cards.touch(.init(network: card.network, matter: card.matter), at: uptime)
        }
    }
}
