import Casework
import Foundation
import IRCLink
import Logging
import Testing

@testable import casebell

@Suite struct STSPolicyFileTests {
    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("sts-\(UUID().uuidString)").path
    private let policy = STSPolicy(port: 6697, until: Instant(milliseconds: 1_800_000_000_123))

    private func shelf(isBorrowed: Bool = false) throws -> STSPolicyFile {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        return try STSPolicyFile(
            directory: directory, isBorrowed: isBorrowed, logger: Logger(label: "test"))
    }

    @Test func `a policy outlives the process`() throws {
        try shelf().keep(policy, for: "irc.example.org")
        #expect(try shelf().policy(for: "irc.example.org") == policy)
        #expect(try shelf().policy(for: "example.org") == nil)
    }

    @Test func `a policy that is taken back is gone for good`() throws {
        try shelf().keep(policy, for: "irc.example.org")
        try shelf().keep(nil, for: "irc.example.org")
        #expect(try shelf().policy(for: "irc.example.org") == nil)
    }

    @Test func `the file is its owner's alone`() throws {
        try shelf().keep(policy, for: "irc.example.org")
        let rights = try FileManager.default.attributesOfItem(atPath: directory + "/sts-policies")
        #expect((rights[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `what is borrowed is read and never written`() throws {
        let guest = try shelf(isBorrowed: true)
        guest.keep(policy, for: "irc.example.org")
        #expect(guest.policy(for: "irc.example.org") == policy)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [])
        try shelf().keep(policy, for: "irc.example.org")
        #expect(try shelf(isBorrowed: true).policy(for: "irc.example.org") == policy)
        try shelf(isBorrowed: true).keep(nil, for: "irc.example.org")
        #expect(try shelf().policy(for: "irc.example.org") == policy)
    }

    /// As of a file in a directory that one may not enter, nobody can say that it is not there.
    @Test(arguments: [false, true])
    func `a file that cannot be read is not passed over, and is tried again`(isBorrowed: Bool)
        throws
    {
        _ = try shelf()
        let file = directory + "/sts-policies"
        try FileManager.default.createSymbolicLink(
            atPath: file, withDestinationPath: file)
        let failure = #expect(throws: CommandFailure.self) { try shelf(isBorrowed: isBorrowed) }
        #expect(failure?.code == .unavailable)
    }

    @Test(arguments: [
        "irc.example.org 6697", "irc.example.org 0 2027-01-15T08:00:00.123Z",
        "irc.example.org 6697 soon", "irc.example.org  6697 2027-01-15T08:00:00.123Z",
    ])
    func `a damaged file is refused, never passed over`(line: String) throws {
        _ = try shelf()
        try Data((line + "\n").utf8).write(to: URL(fileURLWithPath: directory + "/sts-policies"))
        #expect(throws: CommandFailure.self) { try shelf() }
    }
}
