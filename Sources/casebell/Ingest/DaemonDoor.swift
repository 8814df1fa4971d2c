import Casework
import Curl
import Desk
import Foundation
import MissionControl

/// So much at once is not taken; nothing of it was.
struct BatchTooLarge: Error {}

/// The running daemon's door for mentions, through the socket in its state directory.
struct DaemonDoor: MentionDoor {
    /// How often a daemon that has no room now is asked again.
    static let attemptsMax = 30

    let reactor: CurlReactor
    let socket: String

    /// What is posted for these.
    static func body(of mentions: [Mention]) -> [UInt8] {
        var body: [UInt8] = [UInt8(ascii: "[")]
        for (index, mention) in mentions.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body += MentionJSON.encode(mention)
        }
        body.append(UInt8(ascii: "]"))
        return body
    }

    /// - Throws: `BatchTooLarge` if the daemon takes less at once.
    func take(_ mentions: [Mention]) async throws -> [Acceptance] {
        let body = Self.body(of: mentions)
        for _ in 1..<Self.attemptsMax {
            let response = try await post(body)
            switch response.status {
            case 202:
                return try JSONDecoder().decode(Answer.self, from: Data(response.body)).acceptances
            case 429, 503:
                let seconds = response.header("Retry-After").flatMap(Int.init) ?? 1
                try await Task.sleep(for: .seconds(min(max(seconds, 1), 10)))
            case 413:
                throw BatchTooLarge()
            default:
                throw CommandFailure(
                    .unavailable,
                    "the daemon refused: \(String(decoding: response.body, as: UTF8.self))")
            }
        }
        throw CommandFailure(
            .tryAgain, "the daemon has no room now; what it took, it knows when asked again")
    }

    private func post(_ body: [UInt8]) async throws -> OutboundResponse {
        do {
            return try await reactor.perform(
                OutboundRequest(
                    method: "POST", url: "http://localhost/v1/mentions",
                    headers: [("Content-Type", "application/json")], body: body,
                    timeout: .seconds(60), responseLimit: 4 << 20, socketPath: socket))
        } catch {
            throw CommandFailure(
                .unavailable,
                "the daemon went away (\(error)). What it took, it knows when asked again.")
        }
    }

    private struct Answer: Decodable {
        struct Accepted: Decodable {
            var source: String
            var id: String
            var `case`: Int64
            var duplicate: Bool
        }
        var accepted: [Accepted]
        var acceptances: [Acceptance] {
            accepted.map {
                Acceptance(
                    key: MentionKey(source: SourceName($0.source), id: $0.id),
                    matter: CaseID($0.case), isDuplicate: $0.duplicate)
            }
        }
    }
}
