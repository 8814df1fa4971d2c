import Casework
import Rota

/// Escalation chains: steps that reach somebody, and ends.
extension CrossChecks {
    private var chains: [ChainEntry] { configuration.rota.chains }

    func checkChains() {
        reportDoubles(chains.map(\.name), what: "the chain", in: documents.rota) {
            "chains[\($0)].name"
        }
        for (index, chain) in chains.enumerated() {
            let path = "chains[\(index)]"
            checkQueueNames(chain.queues, path: "\(path).queues")
            for (place, step) in chain.steps.enumerated() {
                check(step, of: chain, path: "\(path).steps[\(place)]")
                let goesOn = step.targets.contains { $0.otherChain != nil }
                if goesOn, step.targets.count > 1 || place + 1 < chain.steps.count {
                    note(
                        "\(path).steps[\(place)].page",
                        "a chain goes on with another one only in its last step, which pages nobody",
                        "Put it into a step of its own at the end.")
                }
            }
            checkEnd(of: chain, path: path)
            checkHours(of: chain, path: path)
        }
        checkCircles()
    }

    private func note(
        _ path: String, _ message: String, _ wayOut: String,
        _ severity: Finding.Severity = .error
    ) {
        documents.rota?.note(severity, of: path, message, wayOut)
    }

    private func check(_ step: StepEntry, of chain: ChainEntry, path: String) {
        for (place, target) in step.targets.enumerated() {
            let path = step.targets.count == 1 ? "\(path).page" : "\(path).page[\(place)]"
            switch target {
            case .onCall(let rotation, let layer):
                checkOnCall(rotation, layer, of: chain, path: path)
            case .person(let person):
                guard documents.peopleAreKnown else { continue }
                reportUnknown(
                    person.rawValue, what: "person",
                    known: configuration.people.map(\.name.rawValue), in: documents.rota,
                    path: path)
            case .room(let room):
                guard documents.roomsAreKnown else { continue }
                reportUnknown(
                    room.rawValue, what: "room", known: roomNames, in: documents.rota, path: path)
            case .chain(let name):
                reportUnknown(
                    name, what: "chain", known: chains.map(\.name), in: documents.rota, path: path)
            case .role(let role):
                guard documents.peopleAreKnown, documents.queuesAreKnown,
                    !hasSomebody(role, in: chain)
                else { continue }
                note(
                    path, "nobody is \(role.rawValue) there: this step pages nobody",
                    "Give somebody that role in people.yaml, or page somebody else.")
            }
        }
    }

    private func hasSomebody(_ role: Role, in chain: ChainEntry) -> Bool {
        known(chain.queues).allSatisfy { queue in
            configuration.people.contains { $0.person.may(role, in: queue) }
        }
    }

    /// Rotations whose people may be on call for some queue of the chain. A queue that there is not
    /// may be any other, misspelt.
    private func rotations(of chain: ChainEntry) -> [RotationEntry] {
        configuration.rota.rotations.filter { rotation in
            rotation.serves(chain) || !areKnown(rotation.queues)
        }
    }

    private func checkOnCall(
        _ rotation: String?, _ layer: String?, of chain: ChainEntry, path: String
    ) {
        // A queue of its own that is misspelt was told.
        let isKnown = chain.queues.isEmpty || !known(chain.queues).isEmpty
        guard documents.rota.knows("rotations"), isKnown else { return }
        let fitting = rotations(of: chain)
        guard let layer else {
            if fitting.isEmpty {
                note(
                    path, "no rotation has these queues: this step pages nobody",
                    "Write one under rotations:, or page somebody else.")
            } else {
                reportUnserved(by: fitting, of: chain, path: path)
            }
            return
        }
        if let rotation {
            reportUnknown(
                rotation, what: "rotation of these queues", known: fitting.map(\.name),
                in: documents.rota, path: path)
        }
        let layers = fitting.filter { rotation == nil || $0.name == rotation }.flatMap(\.layers)
        if rotation == nil || !layers.isEmpty {
            let isKnown = layers.contains { $0.name == layer }
            guard isKnown else {
                return reportUnknown(
                    layer, what: "layer of these queues' rotations", known: layers.map(\.name),
                    in: documents.rota, path: path)
            }
            let meant = fitting.filter { one in
                (rotation ?? one.name) == one.name && one.layers.contains { $0.name == layer }
            }
            reportUnserved(by: meant, of: chain, path: path)
        }
    }

    /// A step reaches whoever is on call for the case's own queue.
    private func reportUnserved(
        by rotations: [RotationEntry], of chain: ChainEntry, path: String
    ) {
        let closing = configuration.rota.hours.flatMap(\.queues)
        guard documents.queuesAreKnown, documents.rota.knows("hours"), areKnown(closing),
            rotations.allSatisfy({ areKnown($0.queues) })
        else { return }
        let unserved = known(chain.queues).filter { queue in
            let pages = chain.during != .closed || closing.contains(queue)
            return pages && !isLeft(nothingOf: queue, chain)
                && !rotations.contains { $0.queues.isEmpty || $0.queues.contains(queue) }
        }
        guard !unserved.isEmpty else { return }
        let names = unserved.map(\.rawValue).joined(separator: ", ")
        note(
            path, "no such rotation has \(names): for its cases this reaches nobody",
            "Add \(names) to the queues: of a rotation, or write another chain for it.", .warning)
    }

    /// Every chain ends with somebody, so that its end is one.
    private func checkEnd(of chain: ChainEntry, path: String) {
        guard let last = chain.steps.last, last.crowd != nil else { return }
        if chain.steps.allSatisfy({ $0.crowd != nil }) {
            note(
                "\(path).steps",
                "every step has an if: where few cases come this chain ends nowhere",
                "Add a step without one.")
        }
    }

    private func checkHours(of chain: ChainEntry, path: String) {
        let closing = configuration.rota.hours.flatMap(\.queues)
        guard chain.during == .closed, documents.rota.knows("hours"), areKnown(closing) else {
            return
        }
        for queue in known(chain.queues) where !closing.contains(queue) {
            note(
                "\(path).during",
                "\(queue) has no business hours and is never closed: nobody is paged for it",
                "Write its hours:, or during: always.", .warning)
        }
    }

    /// Chains that go on with each other for ever.
    private func checkCircles() {
        for (index, chain) in chains.enumerated() {
            var seen = [chain.name]
            var next = chain.next
            while let name = next, let other = chains.first(where: { $0.name == name }) {
                if name == chain.name {
                    note(
                        "chains[\(index)].steps[\(chain.steps.count - 1)].page",
                        "circular escalation: \((seen + [name]).joined(separator: " → "))",
                        "Let one of them end; rounds: repeats a chain.")
                    break
                }
                guard !seen.contains(name) else { break }
                seen.append(name)
                next = other.next
            }
        }
    }
}

extension RotationEntry {
    /// Whether its people are on call for some queue of the chain.
    func serves(_ chain: ChainEntry) -> Bool {
        queues.isEmpty || chain.queues.isEmpty || queues.contains(where: chain.queues.contains)
    }
}

extension ChainEntry {
    /// The chain that it goes on with.
    var next: String? { steps.last?.targets.compactMap(\.otherChain).first }
}

extension Chain.Target {
    var otherChain: String? { if case .chain(let name) = self { name } else { nil } }
    var room: RoomName? { if case .room(let room) = self { room } else { nil } }
}
