import Casework
import Desk
import Foundation
import Glibc
import Rehearsal
import Synchronization
import Testing

@testable import casebell

/// Lines of JSON on their way to a desk's door.
@Suite(.timeLimit(.minutes(1)))
struct IngestionTests {
    private static func line(_ id: Int) -> String {
        #"{"source":"crm","id":"\#(id)","text":"No internet","author":{"handle":"@mara"}}"# + "\n"
    }

    @Test func `what comes through a pipe does not wait for what never comes`() async throws {
        let pipe = try Pipe()
        let next = Self.line(2)
        pipe.say(Self.line(1) + String(next.prefix(20)))
        let door = Door { batches in
            if batches == 1 { pipe.say(String(next.dropFirst(20))) } else { pipe.end() }
        }
        var ingestion = Ingestion(door: door, name: "-", clock: ManualClock())
        try await ingestion.run(path: pipe.path)
        #expect(door.batches.map { $0.map(\.key.id) } == [["1"], ["2"]])
        #expect(ingestion.taken == 2)
    }

    @Test func `a mention without a time is of the moment in which its line came`() async throws {
        let folder = try ConfigurationFolder()
        let file = try folder.write("mentions.jsonl", Self.line(1) + Self.line(2))
        let door = Door()
        let clock = ManualClock()
        clock.runs(.minutes(1))
        var ingestion = Ingestion(door: door, name: file, clock: clock)
        try await ingestion.run(path: file)
        let times = door.batches.flatMap { $0 }.map(\.postedAt)
        #expect(times.count == 2)
        #expect(times.last == times.first.map { $0 + .minutes(1) })
    }

    @Test func `a file is handed over in whole batches`() async throws {
        let folder = try ConfigurationFolder()
        let file = try folder.write("mentions.jsonl", (1...250).map(Self.line).joined())
        let door = Door()
        var ingestion = Ingestion(door: door, name: file, clock: ManualClock())
        try await ingestion.run(path: file)
        #expect(door.batches.map(\.count) == [100, 100, 50])
    }

    @Test func `what is posted counts, and not what was read`() async throws {
        // Six bytes each, where they are posted.
        let text = String(repeating: "\u{7F}", count: 5000)
        let lines = (1...100).map { id in
            #"{"source":"crm","id":"\#(id)","text":"\#(text)","author":{"handle":"@mara"}}"# + "\n"
        }
        let folder = try ConfigurationFolder()
        let file = try folder.write("mentions.jsonl", lines.joined())
        let door = Door()
        var ingestion = Ingestion(door: door, name: file, clock: ManualClock())
        try await ingestion.run(path: file)
        #expect(ingestion.taken == 100)
        let sizes = door.batches.map { DaemonDoor.body(of: $0).count }
        #expect(sizes.allSatisfy { $0 <= Ingestion.bytesMax }, "\(sizes)")
        #expect(sizes.dropLast().allSatisfy { $0 > Ingestion.bytesMax / 2 }, "\(sizes)")
        #expect(door.batches.flatMap { $0.map(\.key.id) } == (1...100).map { String($0) })
    }

    @Test func `of what is too much at once, only the line that is too long stays out`()
        async throws
    {
        let long = #"{"source":"crm","id":"long","text":"\#(String(repeating: "x", count: 9000))""#
        var lines = (1...20).map(Self.line)
        lines.insert(long + #","author":{"handle":"@mara"}}"# + "\n", at: 13)
        let folder = try ConfigurationFolder()
        let file = try folder.write("mentions.jsonl", lines.joined())
        let door = Door(limit: 1000)
        var ingestion = Ingestion(door: door, name: file, clock: ManualClock())
        try await ingestion.run(path: file)
        #expect(ingestion.taken == 20)
        #expect(ingestion.bad == 1)
        #expect(door.batches.flatMap { $0.map(\.key.id) } == (1...20).map { String($0) })
    }

    @Test func `lines come whole, of any length up to the limit`() throws {
        let limit = LineSource.lineMax
        let folder = try ConfigurationFolder()
        var bytes = Array("a\n\n".utf8)
        bytes += [UInt8](repeating: 0x62, count: limit)
        bytes += Array("\n".utf8)
        bytes += [UInt8](repeating: 0x63, count: limit + 1)
        bytes += Array("\nde".utf8)
        let file = try folder.write("lines", bytes: bytes)
        var lines = try LineSource(path: file)
        var found: [String] = []
        reading: while true {
            switch try lines.next() {
            case .line(let line): found.append("\(line.count)")
            case .tooLong: found.append("too long")
            case .end: break reading
            }
        }
        #expect(found == ["1", "0", "\(limit)", "too long", "2"])
    }
}

/// Takes all that it is given, and says how often it was.
private final class Door: MentionDoor {
    private let taken = Mutex<[[Mention]]>([])
    private let limit: Int
    private let opened: @Sendable (Int) -> Void

    /// - Parameter limit: bytes that are taken at once.
    init(limit: Int = .max, _ opened: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.limit = limit
        self.opened = opened
    }

    var batches: [[Mention]] { taken.withLock { $0 } }

    func take(_ mentions: [Mention]) async throws -> [Acceptance] {
        guard DaemonDoor.body(of: mentions).count <= limit else { throw BatchTooLarge() }
        taken.withLock { $0.append(mentions) }
        opened(batches.count)
        return mentions.map { Acceptance(key: $0.key, matter: CaseID(1), isDuplicate: false) }
    }
}

/// A pipe with a name, open for as long as its writer likes.
private final class Pipe: Sendable {
    let path: String
    private let descriptor: Int32

    struct Failure: Error { let reason: Int32 }

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/casebell-pipe-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(reason: errno) }
        path =
            String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            + "/lines"
        guard mkfifo(path, 0o600) == 0 else { throw Failure(reason: errno) }
        // Also for reading, so that opening it waits for nobody.
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(reason: errno) }
    }

    deinit {
        unlink(path)
        rmdir(String(path.dropLast("/lines".count)))
    }

    func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    func end() { close(descriptor) }
}
