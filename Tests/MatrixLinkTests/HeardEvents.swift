import Casework
import Chat
import Rehearsal

@testable import MatrixLink

/// Ears that keep what they hear, in order, and let a test wait for it.
final class HeardEvents: ChatEars {
    let log = ScriptedLog<ChatEvent>("heard") { "\($0)" }

    func heard(_ event: ChatEvent) { log.append(event) }

    func saying(_ text: String) async throws -> Saying {
        try await log.first("said: \(text)") { event in
            if case .said(let saying) = event, saying.text == text { saying } else { nil }
        }
    }

    func receipt(_ id: DeliveryID) async throws -> Receipt.Outcome {
        try await log.first("the receipt of \(id)") { event in
            if case .receipt(let receipt) = event, receipt.id == id { receipt.outcome } else { nil }
        }
    }

    @discardableResult
    func up(_ number: Int = 1) async throws -> [RoomAddress] {
        let found = try await log.first("up") { _ in self.ups.count >= number ? true : nil }
        return found ? ups[number - 1] : []
    }

    var ups: [[RoomAddress]] {
        log.entries.compactMap { if case .up(let rooms) = $0 { rooms } else { nil } }
    }
    var downs: [String] {
        log.entries.compactMap { if case .down(let reason) = $0 { reason } else { nil } }
    }
    var troubles: [String] {
        log.entries.compactMap { if case .trouble(let words) = $0 { words } else { nil } }
    }
    var receipts: [Receipt] {
        log.entries.compactMap { if case .receipt(let receipt) = $0 { receipt } else { nil } }
    }
    var bookmarks: [String] {
        log.entries.compactMap {
            if case .listening(_, _, let bookmark) = $0 { bookmark } else { nil }
        }
    }
}

/// Runs the link beside the test, and stops it when the test has seen enough.
func run(
    _ link: MatrixLink, _ ears: HeardEvents,
    _ body: @escaping @Sendable () async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await link.run(ears) }
        let result: Result<Void, any Error>
        do {
            try await body()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        link.stop()
        try await group.waitForAll()
        try result.get()
    }
}
