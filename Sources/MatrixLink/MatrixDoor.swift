import Curl

/// Where answers come from: libcurl's thread, or a script in a test.
protocol MatrixDoor: Sendable {
    typealias Answer = Result<OutboundResponse, CurlFailure>

    /// `then` gets the answer once, whatever its status, on any thread, after `start`.
    func knock(
        _ request: OutboundRequest, then: @escaping @Sendable (Answer) -> Void
    ) -> any MatrixKnock
}

/// A request of ours.
protocol MatrixKnock: Sendable {
    func start()
    /// It ends with `cancelled`, unless it has ended.
    func callOff()
}

extension RequestCall: MatrixKnock {}

extension CurlReactor: MatrixDoor {
    func knock(
        _ request: OutboundRequest, then: @escaping @Sendable (Answer) -> Void
    ) -> any MatrixKnock { call(request, then: then) }
}
