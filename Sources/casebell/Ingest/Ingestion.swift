import Casework
import Desk
import Foundation
import MissionControl
import Notation

/// Brings lines of JSON to a desk's door, in batches, and keeps count.
struct Ingestion {
    /// Mentions of one batch, which share one transaction.
    static let batchMax = 100
    /// Bytes of one batch; the door takes 1 MiB at once.
    static let bytesMax = 512 << 10
    /// Faults that are written out; the others are counted.
    static let faultsShown = 20

    let door: any MentionDoor
    let json: MentionJSON
    let name: String
    private(set) var taken = 0
    private(set) var duplicates = 0
    private(set) var bad = 0
    private var batch: [Mention] = []
    private var bytes = 0

    init(door: any MentionDoor, json: MentionJSON, name: String) {
        self.door = door
        self.json = json
        self.name = name
    }

    /// - Parameter path: `-` for standard input.
    mutating func run(path: String) async throws {
        var lines = try LineSource(path: path)
        var number = 0
        reading: while true {
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
        do {
            batch.append(try json.decode(line))
            bytes += line.count
        } catch .notJSON(let fault) {
            complain(number, "\(fault)")
        } catch .faulty(let faults) {
            complain(
                number, faults.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; "))
        }
        if batch.count >= Self.batchMax || bytes >= Self.bytesMax { try await hand() }
    }

    private mutating func hand() async throws {
        guard !batch.isEmpty else { return }
        let acceptances = try await door.take(batch)
        taken += acceptances.count { !$0.isDuplicate }
        duplicates += acceptances.count(where: \.isDuplicate)
        batch = []
        bytes = 0
        Progress.show("mentions", Int64(taken + duplicates), of: nil)
    }

    private mutating func complain(_ number: Int, _ what: String) {
        bad += 1
        guard bad <= Self.faultsShown else { return }
        FileHandle.standardError.write(Data("\(name):\(number): \(what)\n".utf8))
    }
}
