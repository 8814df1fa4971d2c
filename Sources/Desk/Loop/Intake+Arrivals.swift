import Casework

extension Intake {
    /// Whoever was gone for less has what was said to them on their screen.
    static let arrivalRest = Lapse.minutes(5)

    /// Whether somebody who is here now may not know what they were asked: something did not reach
    /// them, they were gone for a while, or this process sees them for the first time.
    func mayHaveMissed(_ person: PersonID, _ state: inout LoopState) -> Bool {
        let wasUnreached = state.unreached.remove(person) != nil
        guard !wasUnreached, let last = directory.lastSeen(person) else { return true }
        return last + Self.arrivalRest <= setup.clock.uptime()
    }
}
