import Casework
import Rota

extension Intake {
    /// When the rota is to be looked at, by uptime; nothing where there is none.
    func rotaDue(_ state: LoopState) -> Lapse? {
        let uptime = setup.clock.uptime()
        let standing = setup.rota.standing
        guard let watch = state.rotaWatch, watch.edition == standing.edition else {
            return standing.isEmpty && state.rotaWatch == nil ? nil : uptime
        }
        return uptime + max(watch.next - setup.clock.now(), .zero)
    }

    func isRotaDue(_ state: LoopState) -> Bool {
        rotaDue(state).map { $0 <= setup.clock.uptime() } ?? false
    }
}

extension RotaBook.Standing {
    /// There is nothing to look at.
    fileprivate var isEmpty: Bool {
        written.rotations.isEmpty && written.hours.isEmpty && acts.isEmpty
    }
}
