import Casework

/// What can only be checked when all files are read: names that have to exist or be unique, and
/// what is legal but unwise in its company.
struct CrossChecks {
    let configuration: Configuration
    let documents: Documents
    let now: Instant
    /// What was said of the rota in chat.
    var acts: [RotaAct] = []

    func run() {
        checkConnection()
        checkRelays()
        checkRooms()
        checkQueues()
        checkRules()
        checkReplies()
        checkPeople()
        checkApproval()
        checkCanned()
        checkAcknowledging()
        checkPlans()
        checkRota()
        checkPaging()
        checkFiles()
    }

    /// Notes each name that stands a second time; empty ones are mistakes already noted.
    func reportDoubles<Name: Hashable & CustomStringConvertible>(
        _ names: [Name], what: String, in document: YAMLDocument?, path: (Int) -> String
    ) {
        var first: [Name: Int] = [:]
        for (index, name) in names.enumerated() where !name.description.isEmpty {
            if first[name] != nil {
                document?.note(
                    .error, of: path(index), "\(what) \"\(name)\" stands here twice",
                    "Give each a name of its own, or merge them.")
            }
            first[name] = first[name] ?? index
        }
    }

    /// Notes a name that does not exist. Where one of those that do could not be read, it may be that.
    func reportUnknown(
        _ name: String, what: String, known: [String], in document: YAMLDocument?, path: String
    ) {
        guard !name.isEmpty, !known.contains(name), !known.contains("") else { return }
        func suggestion() -> String {
            let known = known.enumerated().filter { !known[..<$0.offset].contains($0.element) }
                .map(\.element)
            return known.isEmpty ? "There is none yet." : offer(known, insteadOf: name)
        }
        document?.note(
            .error, of: path, "no \(what) is called \"\(printable(name))\"", suggestion())
    }

    var networkNames: [String] { configuration.connection.networks.map(\.name.rawValue) }
    var roomNames: [String] { configuration.desk.rooms.map(\.name.rawValue) }
    var queueNames: [String] { configuration.desk.queues.map(\.name.rawValue) }

    func network(_ name: NetworkName) -> NetworkEntry? {
        configuration.connection.networks.first { $0.name == name }
    }

    func room(_ name: RoomName) -> RoomEntry? {
        configuration.desk.rooms.first { $0.name == name }
    }
}
