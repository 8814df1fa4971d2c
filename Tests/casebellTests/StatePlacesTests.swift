import CaseStore
import Glibc
import Testing

@testable import casebell

/// One writer, however a configuration names the place of the database.
@Suite struct StatePlacesTests {
    private let folder: ConfigurationFolder

    init() throws { folder = try ConfigurationFolder() }

    private func places(_ state: String, _ store: String) throws -> StatePlaces {
        var connection = CasebellFile()
        connection.state = "\(folder.path)/\(state)"
        connection.store = .sqlite(file: store)
        let places = try StatePlaces(connection)
        try places.make()
        return places
    }

    private func link(_ name: String, to target: String) {
        #expect(symlink("\(folder.path)/\(target)", "\(folder.path)/\(name)") == 0)
    }

    @Test func `two daemons with one database beside both states are one too many`() throws {
        let first = try places("sa", "../shared.db")
        let second = try places("sb", "../shared.db")
        var locks = try first.lock()
        #expect(locks.count == 2)
        #expect(throws: StateDirectoryHeld.self) { try second.lock() }
        locks = []
        #expect(try second.lock().count == 2)
    }

    @Test(arguments: ["casebell.db", "./casebell.db", "../state/casebell.db"])
    func `a database in the state directory needs no lock of its own`(store: String) throws {
        #expect(try places("state", store).lock().count == 1)
    }

    @Test func `links to the state directory lead to one lock`() throws {
        link("link", to: "state")
        let direct = try places("state", "\(folder.path)/link/casebell.db")
        #expect(try direct.lock().count == 1)
        let linked = try places("link", "\(folder.path)/state/casebell.db")
        #expect(try linked.lock().count == 1)
    }

    @Test func `a link to another daemon's database is that database`() throws {
        let first = try places("sa", "casebell.db")
        let second = try places("sb", "casebell.db")
        try folder.write("sa/casebell.db", "")
        link("sb/casebell.db", to: "sa/casebell.db")
        let locks = try first.lock()
        #expect(throws: StateDirectoryHeld.self) { try second.lock() }
        withExtendedLifetime(locks) {}
    }

    @Test func `the state directory is made with those before it, for its owner alone`() throws {
        let places = try places("in/a/row", "casebell.db")
        var status = stat()
        #expect(stat(places.directory, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(throws: Never.self) { try places.make() }
    }

    @Test func `where it cannot be made, the system's reason is told`() throws {
        let file = try folder.write("file", "")
        for directory in ["/dev/null/x", file, "\(file)/state"] {
            var connection = CasebellFile()
            connection.state = directory
            let places = try StatePlaces(connection)
            let failure = #expect(throws: CommandFailure.self) { try places.make() }
            #expect(failure?.code == .cannotCreate)
            #expect(
                failure?.description
                    == "the state directory \(directory) cannot be made: Not a directory. "
                    + "Name another `state` in casebell.yaml.")
        }
    }

    @Test func `a database in no directory says so`() throws {
        let places = try places("state", "nowhere/casebell.db")
        #expect(throws: StoreFailure.self) { try places.lock() }
    }
}
