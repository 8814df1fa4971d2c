import Casework
import Desk
import Rota

/// Who is called in the night for what is urgent and nobody has.
extension Plan {
    /// So long each step has, and so often it is taken.
    static let waits = [Lapse.minutes(4), .minutes(3), .minutes(6)]
    static let times = [1, 2, 1]
    /// So long after an acknowledgement that nothing followed, or after the customer wrote again.
    static let again = Lapse.minutes(8)
    /// Turns of the layers, by the clock in UTC since 1970.
    static let turnHours: Int64 = 5
    static let layers = ["first", "second"]

    /// The first and the second on call, then every supervisor.
    static let chain = Chain(
        name: "night", queues: ["care"],
        steps: zip(targets, zip(waits, times)).map { targets, length in
            Chain.Step(targets: targets, wait: length.0, times: length.1)
        }, again: again)

    private static let targets: [[Chain.Target]] = [
        [.onCall(rotation: nil, layer: layers[0])],
        [.onCall(rotation: "care", layer: layers[1]), .room("approvals")], [.role(.supervisor)],
    ]

    /// The second one's turns are those of whoever comes next in the first layer.
    func rota(of people: [PersonID]) -> Rota {
        guard hasNight else { return Rota() }
        let hours = Rota.QueueHours(
            queues: ["care"],
            hours: BusinessHours(
                zone: .utc,
                week: [WeekHours(from: Plan.open.lowerBound, to: Plan.open.upperBound)]))
        let layers = Plan.layers.enumerated().map { place, name in
            let turns = Turns(
                people: Array(people.dropFirst(place) + people.prefix(place)),
                hours: Plan.turnHours, start: WallTime(seconds: 0), zone: .utc)
            return Layer(name: name, zone: .utc, parts: [.init(.turns(turns), zone: .utc)])
        }
        return Rota(
            rotations: [Rotation(name: "care", zone: .utc, queues: ["care"], layers: layers)],
            hours: [hours])
    }

    /// How somebody is paged besides the chat.
    func page(_ name: String, isSupervisor: Bool) -> PageWays {
        guard hasNight else { return PageWays() }
        return PageWays(
            email: name == "bo" ? nil : "\(name)@desk.example",
            webhook: isSupervisor || name == "bo")
    }
}

/// Being called in the night.
extension Worker {
    /// Their phone rings, or the chat does.
    func wake(for cases: [Int64], at place: (seat: Int, room: String?)? = nil) {
        // Some sleep through it.
        guard !isDone, chance.happens(350), let number = chance.pick(cases) else { return }
        soon(5, chance.oneIn(4) ? 900 : 200) { worker in
            let place = place ?? (worker.chance.below(worker.seats.count), nil)
            switch worker.chance.below(10) {
            case 0..<4:
                worker.call("ack", number, at: place)
                guard worker.chance.oneIn(2) else { break }
                worker.soon(10, 600) { $0.call("n", number, $0.words.note(), at: place) }
            case 4, 5: worker.say("ack all", Intent(verb: "ack"), place)
            case 6..<9:
                worker.call("claim", number, at: place)
                worker.soon(20, 300) { $0.write(number, place) }
            default: worker.call("ack", number + 1, at: place)
            }
        }
    }

    /// In the middle of the night they are not at work, and answer all the same.
    private func call(
        _ verb: String, _ number: Int64, _ text: String? = nil,
        at place: (seat: Int, room: String?)
    ) {
        let line = ["!\(verb) \(number)", text].compactMap(\.self).joined(separator: " ")
        say(line, Intent(verb: verb, matter: number, words: text), place)
    }
}
