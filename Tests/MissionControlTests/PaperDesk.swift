import Casework
import Desk
import MissionControl
import Synchronization

/// A desk on paper: it takes what it is given, numbers the cases from 1, knows duplicates.
final class PaperDesk: MentionDoor, DeskStatusDoor {
    private struct State {
        var taken: [Mention] = []
        var refusal: (any Error)?
        var status = DeskStatus(
            links: [.init(network: "office", isUp: true)], storeIsWritable: true, attempts: [],
            firstResponses: .init())
    }

    private let state = Mutex(State())

    var taken: [Mention] { state.withLock { $0.taken } }

    func refuse(with error: any Error) { state.withLock { $0.refusal = error } }
    func change(_ change: (inout DeskStatus) -> Void) { state.withLock { change(&$0.status) } }

    func take(_ mentions: [Mention]) async throws -> [Acceptance] {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            return mentions.map { mention in
                if let index = state.taken.firstIndex(where: { $0.key == mention.key }) {
                    return Acceptance(
                        key: mention.key, matter: CaseID(Int64(index + 1)), isDuplicate: true)
                }
                state.taken.append(mention)
                let number = Int64(state.taken.count)
                return Acceptance(key: mention.key, matter: CaseID(number), isDuplicate: false)
            }
        }
    }

    func status() -> DeskStatus { state.withLock { $0.status } }
}

/// Knows one signature.
struct PaperVerifier: SignatureVerifier {
    func judge(_ headers: SignatureHeaders, body: [UInt8], now: Instant) -> SignatureVerdict {
        guard headers.signatures == "v1,good" else { return .refused("no signature fits") }
        return .signed(SignedSource(name: "crm", isTrusted: false))
    }
}
