import Casework

// Business hours and chains: who is paged while nobody has a case.

extension ScenarioDesk {
    /// By turns olu and nobody, and then the supervisors; asks again after half an hour.
    private static let night = Chain(
        name: "night",
        steps: [
            Chain.Step(targets: [.onCall(rotation: nil, layer: "first")], times: 2),
            Chain.Step(targets: [.onCall(rotation: nil, layer: "gap")]),
            Chain.Step(
                targets: [.role(.supervisor)], inTurn: true,
                crowd: Chain.Crowd(moreThan: 1, within: .hours(1))),
            Chain.Step(targets: [.person("lee"), .room("approvals")], wait: .minutes(10)),
        ], again: .minutes(30))

    /// `desk closes 9h` (until then), `desk opens 2h` (and closes then), `desk chains night`.
    mutating func arrangeWatch(_ line: ScenarioLine) -> Bool {
        let lapse = line.words.first.flatMap { Lapse(scenario: $0) }
        switch line.verb {
        case "closes":
            opensAt = now + (lapse ?? .hours(9))
            closesAt = nil
        case "opens":
            opensAt = nil
            closesAt = lapse.map { now + $0 }
        case "chains":
            var chain = Self.night
            if line.words.contains("twice") { chain.rounds = 2 }
            if line.words.contains("always") { chain.during = .always }
            if line.words.contains("open") { chain.during = .open }
            if line.words.contains("on") {
                chain.steps = [chain.steps[0], Chain.Step(targets: [.chain("more")])]
            }
            chain.words = WordList(line.quotes)
            settings.chains = [chain]
            if line.words.contains("on") {
                settings.chains.append(
                    Chain(name: "more", steps: [Chain.Step(targets: [.person("kim")])]))
            }
        case "unchains": settings.chains = []
        default: return false
        }
        return true
    }

    func watch(_ context: inout Context) {
        let closed = opensAt.flatMap { opensAt in
            now < opensAt ? Duty.Closed(id: "night", from: nil, opensAt: opensAt) : nil
        }
        let duty = Duty(
            closed: closed, closesAt: closed == nil ? closesAt : nil,
            onCall: [
                Duty.Layer(rotation: "care", layer: "first", people: ["olu"]),
                Duty.Layer(rotation: "care", layer: "gap", people: []),
            ])
        context.duty = { _ in duty }
        if let lastPage { context.lastPages["night"] = lastPage }
        context.runs = matters.values.compactMap(\.paging)
    }
}
