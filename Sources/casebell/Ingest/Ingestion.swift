import Casework
import Desk
import Foundation
import MissionControl
import Notation

/// Brings lines of JSON to a desk's door, in batches, and keeps count.
struct Ingestion {
    /// Mentions of one batch, which share one transaction.
    static let batchMax = 100
    /// Bytes of one batch as it is posted; the daemon takes 1 MiB at once.
    static let bytesMax = 900 << 10
    /// So long what has come waits for more of a batch.
    static let patience = Duration.seconds(1)
    /// Faults that are written out; the others are counted.
    static let faultsShown = 20

    let door: any MentionDoor
    let name: String
    let clock: any DeskClock
    private var json: MentionJSON
    private(set) var taken = 0
    private(set) var duplicates = 0
    private(set) var bad = 0
    private var batch: [Line] = []
    /// What the batch comes to when it is posted.
    private var bytes = 0
    /// When the batch is handed over, whatever is in it by then.
    private var due: ContinuousClock.Instant?

    private struct Line {
        var number: Int
        var mention: Mention
    }

    /// - Parameter source: of mentions that name none.
    init(door: any MentionDoor, name: String, source: SourceName? = nil, clock: any DeskClock) {
        self.door = door
        self.name = name
        self.clock = clock
        json = MentionJSON(receivedAt: clock.now(), isTrusted: true, defaultSource: source)
    }

    /// - Parameter path: `-` for standard input.
    mutating func run(path: String) async throws {
        var lines = try LineSource(path: path)
        var number = 0
        reading: while true {
            if let due, try !lines.isReady(by: due) { try await hand() }
            number += 1
            switch try lines.next() {
            case .end:
                break reading
            case .tooLong:
                complain(number, "the line is longer than \(LineSource.lineMax) bytes")
            case .line(let line):
                guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else {
                    continue
                }
                try await read(line, number)
            }
        }
        try await hand()
    }

    private mutating func read(_ line: [UInt8], _ number: Int) async throws {
        json.receivedAt = clock.now()
        let mention: Mention
        do {
            mention = try json.decode(line)
        } catch .notJSON(let fault) {
            return complain(number, "\(fault)")
        } catch .faulty(let faults) {
            return complain(
                number, faults.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; "))
        }
        // It may be much longer than its line: a control character takes six bytes.
        let size = DaemonDoor.body(of: [mention]).count
        if bytes + size > Self.bytesMax { try await hand() }
        batch.append(Line(number: number, mention: mention))
        bytes += size
        if batch.count == 1 { due = ContinuousClock.now + Self.patience }
        if batch.count >= Self.batchMax { try await hand() }
    }

    private mutating func hand() async throws {
        guard !batch.isEmpty else { return }
        let lines = batch
        batch = []
        bytes = 0
        due = nil
        try await hand(lines[...])
        Progress.show("mentions", Int64(taken + duplicates), of: nil)
    }

    /// What is too much at once is handed over in halves, down to the one line that is too long.
    private mutating func hand(_ lines: ArraySlice<Line>) async throws {
        do {
            let acceptances = try await door.take(lines.map(\.mention))
            taken += acceptances.count { !$0.isDuplicate }
            duplicates += acceptances.count(where: \.isDuplicate)
        } catch is BatchTooLarge {
            if lines.count == 1, let line = lines.first {
                return complain(line.number, "the mention is longer than what the daemon takes")
            }
            let middle = lines.startIndex + lines.count / 2
            try await hand(lines[..<middle])
            try await hand(lines[middle...])
        }
    }

    private mutating func complain(_ number: Int, _ what: String) {
        bad += 1
        guard bad <= Self.faultsShown else { return }
        Outlet.error.offer("\(name):\(number): \(what)\n")
    }
}
