import Casework

extension Value {
    /// `30m` for all priorities, or `{ p1: 15m, p2: 1h, p3: 8h }`; for one that is left out nothing
    /// is promised.
    func responseTargets() -> ResponseTargets? {
        let range = Lapse.seconds(1)...Lapse.days(30)
        if isSingle { return lapse(in: range).map { ResponseTargets($0) } }
        return keyed { keys in
            let times = ["p1", "p2", "p3"].map { keys[$0] }
            let lapses = times.map { $0?.lapse(in: range) }
            let targets = ResponseTargets(p1: lapses[0], p2: lapses[1], p3: lapses[2])
            if keys.isEmpty {
                error(
                    "no priority is named here", "Write { p1: 15m, p2: 1h, p3: 8h }, or one time.")
            }
            for (index, lapse) in lapses.enumerated() {
                guard let lapse, let later = lapses[(index + 1)...].first(where: { $0 != nil }),
                    let later, later < lapse
                else { continue }
                times[index]?.warn(
                    "what is more urgent may wait longer than what is less",
                    "Give p1 the shortest time and p3 the longest.")
            }
            return targets
        }
    }

    /// How long before each of these times people are warned.
    func warnBefore(_ targets: [Lapse]) -> Lapse? {
        guard let before = lapse(in: .seconds(1) ... .days(30)) else { return nil }
        if let shortest = targets.min(), before >= shortest {
            error(
                "people would be warned \(before.notation) before an end that comes after "
                    + "\(shortest.notation)", "Make it shorter than the shortest time to answer.")
            return nil
        }
        return before
    }
}
