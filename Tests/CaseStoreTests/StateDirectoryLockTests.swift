import Foundation
import Testing

@testable import CaseStore

struct StateDirectoryLockTests {
    @Test
    func `a directory has one holder, who is named, until it lets go`() throws {
        let bench = try SQLiteBench()
        let path = bench.directory + "/casebell.lock"
        let held = StateDirectoryHeld(path: path, process: getpid())
        #expect(StateDirectoryLock.holder(of: bench.directory) == nil)
        var lock: StateDirectoryLock? = try StateDirectoryLock(directory: bench.directory)
        #expect(lock != nil)
        #expect(throws: held) { try StateDirectoryLock(directory: bench.directory) }
        #expect(StateDirectoryLock.holder(of: bench.directory) == held)
        #expect("\(held)".contains("process \(getpid())"))
        lock = nil
        #expect(StateDirectoryLock.holder(of: bench.directory) == nil)
        _ = try StateDirectoryLock(directory: bench.directory)
    }

    @Test
    func `what a dead holder left behind stops nobody`() throws {
        let bench = try SQLiteBench()
        let path = bench.directory + "/casebell.lock"
        try Data("4194304 long enough to be cut\n".utf8).write(to: URL(fileURLWithPath: path))
        _ = try StateDirectoryLock(directory: bench.directory)
        let note = try String(contentsOfFile: path, encoding: .utf8)
        #expect(note == "\(getpid())\n")
    }

    @Test
    func `a directory that is not there is named`() throws {
        let directory = try SQLiteBench().directory + "/missing"
        #expect(
            throws: StoreFailure.cannotOpen(
                path: directory + "/casebell.lock", reason: "No such file or directory")
        ) { try StateDirectoryLock(directory: directory) }
    }
}
