import Curl

/// Where answers come from: libcurl's thread, or a script in a test.
protocol MatrixDoor: Sendable {
    /// The answer, whatever its status. Cancelling the task aborts it.
    func perform(_ request: OutboundRequest) async throws(CurlFailure) -> OutboundResponse
}

extension CurlReactor: MatrixDoor {}
