import Casework
import Foundation
import IRCLink
import Logging
import Notation
import Synchronization

/// The servers' wishes for TLS (STS), in a file of the state directory: one line for each host,
/// `irc.example.org 6697 2027-01-15T08:00:00.123Z`. Written whole beside its place and renamed into
/// it, so that a crash leaves the old file or the new one.
final class STSPolicyFile: STSPolicyShelf {
    /// More hosts than any desk connects to; the rest is kept in memory only.
    static let hostsMax = 1000

    private let path: String
    private let isBorrowed: Bool
    private let logger: Logger
    private let policies: Mutex<[String: STSPolicy]>

    /// - Parameter isBorrowed: the directory is somebody else's: the file is read and never
    ///   written, and what the servers wish for is kept in memory.
    /// - Throws: `CommandFailure` if the file cannot be read, or if nobody may know whether there
    ///   is one: without it a connection could be in the clear that must not be.
    init(directory: String, isBorrowed: Bool = false, logger: Logger) throws {
        path = directory + "/sts-policies"
        self.isBorrowed = isBorrowed
        self.logger = logger
        policies = Mutex(try Self.policies(at: path))
    }

    /// Whoever mends it needs no other start: what cannot be read now is tried again.
    private static func policies(at path: String) throws -> [String: STSPolicy] {
        let reason: String
        switch FilePresence(of: path) {
        case .missing: return [:]
        case .unreadable(let because): reason = because
        case .readable:
            if let data = FileManager.default.contents(atPath: path),
                let text = String(data: data, encoding: .utf8),
                let policies = Self.policies(in: text)
            {
                return policies
            }
            reason = "it is not as it was written"
        }
        throw CommandFailure(
            .unavailable,
            "\(path) cannot be read: \(reason). It says which servers are only connected to by "
                + "TLS. Mend its rights, or remove it if the servers still ask for TLS.")
    }

    func policy(for host: String) -> STSPolicy? { policies.withLock { $0[host] } }

    func keep(_ policy: STSPolicy?, for host: String) {
        policies.withLock { policies in
            guard policies[host] != policy else { return }
            policies[host] = policy
            if isBorrowed { return }
            do {
                try write(policies)
            } catch {
                logger.warning(
                    "A server's wish for TLS is kept in memory only",
                    metadata: ["file": "\(path)", "error": "\(error)"])
            }
        }
    }

    private func write(_ policies: [String: STSPolicy]) throws {
        let lines = policies.sorted { $0.key < $1.key }.prefix(Self.hostsMax).map {
            "\($0.key) \($0.value.port) \(Timestamp.text($0.value.until))\n"
        }
        let draft = path + ".new"
        let file = URL(fileURLWithPath: draft)
        try Data(lines.joined().utf8).write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.synchronize()
        try handle.close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: draft)
        guard rename(draft, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// Nothing if any line is not as it was written.
    static func policies(in text: String) -> [String: STSPolicy]? {
        var policies: [String: STSPolicy] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, let port = Int(words[1]), (1...65535).contains(port),
                let until = Timestamp.instant(String(words[2]))
            else { return nil }
            policies[String(words[0])] = STSPolicy(port: port, until: until)
        }
        return policies
    }
}
