import CaseStore
import Casework
import Desk
import HTTPTypes
import Notation

/// How the desk is: liveness, readiness and measures.
struct Readiness: Sendable {
    let store: any CaseStore
    let status: any DeskStatusDoor
    let version: String

    static let alive = Answer.json { writer in
        writer.object { $0.member("status", "alive") }
    }

    /// 200 when the store can be written and read and every link is up, else 503 saying what is
    /// missing.
    func answer() async throws -> Answer {
        let status = status.status()
        var missing = status.links.filter { !$0.isUp }.map { "\($0.network) is not connected" }
        if !status.storeIsWritable { missing.append("the store cannot be written") }
        do {
            _ = try await store.read { try $0.lastEvent() }
        } catch {
            missing.append("the store cannot be read")
        }
        guard missing.isEmpty else {
            throw Problem.unavailable(
                missing.joined(separator: "; ") + ".", retryAfterSeconds: 5)
        }
        return .json { writer in
            writer.object { writer in
                writer.member("status", "ready")
                writer.name("links")
                writer.array(status.links) { writer, link in
                    writer.object {
                        $0.member("network", link.network.rawValue)
                        $0.member("up", link.isUp)
                    }
                }
            }
        }
    }

    func measures(now: Instant) async throws -> Answer {
        let (counts, outbox) = try await store.read {
            (try $0.caseCounts(), try $0.outboxFigures())
        }
        let page = MeasuresPage(
            counts: counts, outbox: outbox, status: status.status(), version: version, now: now)
        return Answer(
            type: "text/plain; version=0.0.4; charset=utf-8", body: Array(page.text.utf8))
    }
}
