import Curl
import Synchronization
import Testing

@testable import Connectors

/// Answers requests as it was told and remembers them; an unscripted one fails the test.
final class ScriptedDoor: RequestDoor {
    typealias Answer = Result<OutboundResponse, CurlFailure>

    private let state: Mutex<(answers: [Answer], requests: [OutboundRequest])>

    init(_ answers: Answer...) {
        state = Mutex((answers, []))
    }

    var requests: [OutboundRequest] { state.withLock { $0.requests } }

    func perform(_ request: OutboundRequest) async throws(CurlFailure) -> OutboundResponse {
        let answer = state.withLock { state -> Answer? in
            state.requests.append(request)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let answer else {
            Issue.record("an unscripted request was made")
            throw .stopped
        }
        return try answer.get()
    }
}

extension OutboundRequest {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension OutboundResponse {
    static func status(_ status: Int, _ body: String = "", retryAfter: String? = nil)
        -> OutboundResponse
    {
        OutboundResponse(
            status: status, headers: retryAfter.map { [("Retry-After", $0)] } ?? [],
            body: Array(body.utf8))
    }
}
