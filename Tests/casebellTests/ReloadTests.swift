import Casework
import Testing

@testable import casebell

/// What reading the files once more comes to.
@Suite struct ReloadTests {
    static let people = """
        people:
          - { name: dana, roles: [agent], accounts: { office: dana } }
          - { name: sam, roles: [supervisor], accounts: { office: sam } }

        """
    static let desk = """
        rooms:
          care: { network: office, room: "#care" }
          approvals: { network: office, room: "#approvals" }
        queues: [{ name: care, room: care, approvals: approvals }]
        policy: { undo_window: 30s }

        """

    private let folder: ConfigurationFolder
    private let reload: Reload

    init() throws {
        folder = try ConfigurationFolder(["people.yaml": Self.people, "desk.yaml": Self.desk])
        reload = Reload(running: try folder.configuration())
    }

    private func result(_ files: [String: String]) throws -> Reload.Result {
        for (name, text) in files { try folder.write(name, text) }
        return reload.reading(Configuration.read(from: folder.path))
    }

    private func desk(_ old: String, _ new: String) -> [String: String] {
        ["desk.yaml": Self.desk.replacing(old, with: new)]
    }

    private var oneWarning: String {
        "check has 1 warning for it: casebell check --config \(folder.path)"
    }

    /// The configuration that is taken, and what goes with it.
    private func taken(
        _ files: [String: String]
    ) throws -> (next: Configuration, keys: [String], remarks: [String])? {
        guard case .change(let next, let keys, let remarks) = try result(files) else { return nil }
        return (next, keys, remarks)
    }

    @Test func `files as they were are nothing new`() throws {
        #expect(try result(["desk.yaml": "# a remark\n" + Self.desk]) == .unchanged)
    }

    @Test func `people and desk are taken over, key by key`() throws {
        var files = desk("30s", "1m")
        files["people.yaml"] = Self.people + "  - { name: bo, roles: [agent] }\n"
        let taken = try #require(try taken(files))
        #expect(taken.keys == ["people.bo", "policy.undo_window"])
        // Nobody can recognise bo.
        #expect(taken.remarks == [oneWarning])
        #expect(taken.next.desk.policy.undoWindow == .minutes(1))
        #expect(taken.next.people.map(\.name) == ["dana", "sam", "bo"])
    }

    @Test func `mistakes keep what runs, and are told with their places`() throws {
        let result = try result(desk("undo_window", "undo_windw"))
        #expect(
            result
                == .refused([
                    "\(folder.path)/desk.yaml:5:11: error: policy.undo_windw: this key is not known. "
                        + "Did you mean \"undo_window\"?"
                ]))
    }

    @Test func `of many mistakes the first are told, the others counted`() throws {
        let words = (1...9).map { "wrong\($0): 1\n" }.joined()
        guard case .refused(let told) = try result(["desk.yaml": Self.desk + words]) else {
            return #expect(Bool(false), "taken with nine mistakes")
        }
        #expect(told.count == 6)
        #expect(told.last == "4 more: casebell check --config \(folder.path)")
    }

    private static func gone(_ file: String) -> String {
        "\(file) is gone: put it back; a restart goes on without it."
    }

    @Test func `a file that is gone takes nothing along, until a restart`() throws {
        try folder.remove("people.yaml")
        #expect(try result(desk("30s", "1m")) == .refused([Self.gone("people.yaml")]))
        #expect(
            try result(["people.yaml": Self.people, "desk.yaml": Self.desk]) == .unchanged)
    }

    @Test func `of mistakes it is told first that a file is gone`() throws {
        try folder.remove("people.yaml")
        guard case .refused(let told) = try result(desk("undo_window", "undo_windw")) else {
            return #expect(Bool(false), "taken with a mistake")
        }
        #expect(told.count == 2)
        #expect(told.first == Self.gone("people.yaml"))
    }

    @Test func `a file that a reload brought is missed, too`() throws {
        let rota = "chains: [{ name: night, during: always, steps: [{ page: room care }] }]\n"
        var next = reload
        next.running = try #require(try taken(["rota.yaml": rota])).next
        try folder.remove("rota.yaml")
        #expect(
            next.reading(Configuration.read(from: folder.path))
                == .refused([Self.gone("rota.yaml")]))
    }

    @Test func `a directory that is gone says that alone`() throws {
        let elsewhere = Configuration.read(from: "\(folder.path)/nowhere")
        guard case .refused(let told) = reload.reading(elsewhere) else {
            return #expect(Bool(false), "taken from nowhere")
        }
        #expect(told.count == 1)
        #expect(told.first?.contains("there is no such directory") == true)
    }

    @Test func `what is connected to waits for a restart, and is named each time`() throws {
        let office = ConfigurationFolder.oneNetwork
        let files = ["casebell.yaml": office + "timezone: Europe/London\n"]
        let later = Reload.Result.later(["a restart takes over: timezone"])
        #expect(try result(files) == later)
        #expect(try result(files) == later)
        let taken = try #require(try taken(desk("30s", "1m")))
        #expect(taken.keys == ["policy.undo_window"])
        #expect(taken.remarks == ["a restart takes over: timezone"])
        #expect(taken.next.connection.timezone == "UTC")
        var next = reload
        next.running = taken.next
        #expect(next.reading(Configuration.read(from: folder.path)) == later)
    }

    @Test func `the links know one sigil and one style`() throws {
        var files = desk("30s", "1m")
        files["desk.yaml"]? += "sigil: \".\"\nstyle: plain\n"
        let taken = try #require(try taken(files))
        #expect(taken.keys == ["policy.undo_window"])
        #expect(taken.remarks == ["a restart takes over: sigil, style"])
        #expect(taken.next.desk.sigil == "!")
        #expect(taken.next.desk.style == .unicode)
    }

    @Test func `a new room waits for a restart; a queue in it cannot`() throws {
        let shop = "rooms:\n  shop: { network: office, room: \"#shop\" }"
        let later = Reload.Result.later(["a restart takes over: rooms.shop"])
        #expect(try result(desk("rooms:", shop)) == later)
        var files = desk("rooms:", shop)
        files["desk.yaml"] = files["desk.yaml"]?.replacing("room: care,", with: "room: shop,")
        #expect(
            try result(files)
                == .refused([
                    "queues.care: the room shop is new; a restart joins it, and takes all over."
                ]))
    }

    @Test func `a chain cannot page a room that the desk is not in`() throws {
        let shop = "rooms:\n  shop: { network: office, room: \"#shop\" }"
        var files = desk("rooms:", shop)
        files["rota.yaml"] = """
            chains: [{ name: night, during: always, steps: [{ page: room shop }] }]

            """
        #expect(
            try result(files)
                == .refused([
                    "chains.night: the room shop is new; a restart joins it, and takes all over."
                ]))
    }

    @Test func `a room may have another name, be vouched for, or go`() throws {
        let renamed = Self.desk.replacing("care:", with: "floor:")
            .replacing("room: care,", with: "room: floor,")
        let named = try #require(try taken(["desk.yaml": renamed]))
        #expect(named.keys == ["queues.care", "rooms.care", "rooms.floor"])
        #expect(named.next.desk.rooms.map(\.name) == ["floor", "approvals"])
        let vouched = try #require(try taken(desk("#care\"", "#care\", private: true")))
        #expect(vouched.keys == ["rooms.care"])
        let gone = Self.desk.replacing(", approvals: approvals", with: "")
            .replacing("  approvals: { network: office, room: \"#approvals\" }\n", with: "")
        #expect(try taken(["desk.yaml": gone])?.keys == ["queues.care", "rooms.approvals"])
    }

    private static let masked =
        "  - { name: bo, roles: [agent], identity: hostmask, "
        + "accounts: { office: \"bo!*@10.0.0.7\" } }\n"

    @Test func `a host mask that the links know counts again as soon as it is back`() throws {
        let folder = try ConfigurationFolder([
            "people.yaml": Self.people + Self.masked, "desk.yaml": Self.desk,
        ])
        var reload = Reload(running: try folder.configuration())
        func takes(_ people: String) throws -> [String]? {
            try folder.write("people.yaml", people)
            let result = reload.reading(Configuration.read(from: folder.path))
            guard case .change(let next, _, let remarks) = result else { return nil }
            reload.running = next
            return remarks.filter { $0.contains("host mask") }
        }
        #expect(try takes(Self.people) == [])
        #expect(try takes(Self.people + Self.masked) == [])
    }

    @Test func `that a host mask waits for a restart is said each time`() throws {
        var next = reload
        next.running = try #require(try taken(["people.yaml": Self.people + Self.masked])).next
        #expect(
            next.reading(Configuration.read(from: folder.path))
                == .later(["people.bo: the host mask counts after a restart"]))
    }

    @Test func `somebody by host mask is told to the links by a restart`() throws {
        let taken = try #require(try taken(["people.yaml": Self.people + Self.masked]))
        #expect(taken.keys == ["people.bo"])
        #expect(
            taken.remarks == ["people.bo: the host mask counts after a restart", oneWarning])
    }
}
