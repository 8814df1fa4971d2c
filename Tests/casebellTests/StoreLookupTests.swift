import Foundation
import Testing

@testable import casebell

/// Where a daemon keeps what is its own, for commands that look for it.
@Suite struct StoreLookupTests {
    private let folder: ConfigurationFolder
    private let places: StatePlaces

    init() throws {
        folder = try ConfigurationFolder()
        var connection = CasebellFile()
        connection.state = folder.path
        places = try StatePlaces(connection)
    }

    private func refusal() -> String? {
        do throws(CommandFailure) {
            try places.requireStore(orElse: "Make one.")
            return nil
        } catch {
            return "\(error.code.rawValue) \(error)"
        }
    }

    @Test func `a store that is there is no reason to stop`() throws {
        try folder.write("casebell.db", "")
        #expect(refusal() == nil)
    }

    @Test func `a store that is not there and one that cannot be read are told apart`() throws {
        let path = places.store
        #expect(refusal() == "69 there is no store at \(path). Make one.")
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: path)
        #expect(refusal() == "69 \(path): Too many levels of symbolic links.")
    }

    @Test func `a relative path is told as what it is from everywhere`() {
        let here = FileManager.default.currentDirectoryPath
        #expect(StatePlaces.absolute("./state/casebell.db") == "\(here)/state/casebell.db")
        #expect(StatePlaces.absolute("/srv/state/casebell.db") == "/srv/state/casebell.db")
    }
}
