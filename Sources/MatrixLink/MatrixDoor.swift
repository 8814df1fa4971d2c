import Curl

/// Where answers come from: libcurl's thread, or a script in a test.
protocol MatrixDoor: Sendable {
    typealias Answer = Result<OutboundResponse, CurlFailure>

    /// Where turns are taken.
    var executor: any TaskExecutor { get }

    /// `then` gets the answer once, whatever its status, on any thread, after `start`.
    func knock(
        _ request: OutboundRequest, then: @escaping @Sendable (Answer) -> Void
    ) -> any MatrixKnock

    func alarm(_ ring: @escaping @Sendable () -> Void) -> any MatrixAlarm
}

/// A request of ours.
protocol MatrixKnock: Sendable {
    func start()
    /// It ends with `cancelled`, unless it has ended.
    func callOff()
}

/// It rings once for each time that it is set to.
protocol MatrixAlarm: Sendable {
    /// Instead of any time before; nothing: not at all.
    /// - Returns: whether it will ring.
    @discardableResult func set(_ moment: ContinuousClock.Instant?) -> Bool
}

extension RequestCall: MatrixKnock {}
extension ReactorAlarm: MatrixAlarm {}

extension CurlReactor: MatrixDoor {
    func knock(
        _ request: OutboundRequest, then: @escaping @Sendable (Answer) -> Void
    ) -> any MatrixKnock { call(request, then: then) }

    func alarm(_ ring: @escaping @Sendable () -> Void) -> any MatrixAlarm {
        let alarm: ReactorAlarm = self.alarm(ring)
        return alarm
    }
}
