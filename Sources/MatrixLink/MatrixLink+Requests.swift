import Casework
import Curl
import MatrixWire
import Synchronization

// From the session's requests to HTTP and back.
extension MatrixLink {
    /// Of an answer that may tell of many events, and of any other.
    private static let longAnswer = 32 << 20
    private static let shortAnswer = 1 << 20
    private static let hopsMax = 3

    func begin(_ outcome: Interpreter.Outcome, _ token: String?) {
        for request in outcome.requests {
            switch configuration.outbound(request, token) {
            case .success(let whole):
                ask(whole, for: request, hops: request.purpose == .discovery ? Self.hopsMax : 0)
            case .failure(let unfit):
                finish(MatrixAnswer(id: request.id, outcome: .notBegun(reason: unfit.reason)))
            }
        }
        for id in outcome.cancelled { knocks.withLock { $0.removeValue(forKey: id) }?.callOff() }
    }

    /// What is still under way.
    func callOff() {
        let left = knocks.withLock { knocks in
            defer { knocks = [:] }
            return knocks.values.map(\.self)
        }
        for knock in left { knock.callOff() }
    }

    /// Many a site keeps the file that names its homeserver at another of its names, and is followed
    /// so often. Nothing secret goes there, but a login will go where it says: never in plain.
    private func ask(_ outbound: OutboundRequest, for request: MatrixRequest, hops: Int) {
        let knock = door.knock(outbound) { [weak self] answer in
            guard let self, knocks.withLock({ $0.removeValue(forKey: request.id) }) != nil else {
                return
            }
            if hops > 0, let place = Self.place(answer) {
                var next = outbound
                next.url = place
                return ask(next, for: request, hops: hops - 1)
            }
            take(answer, to: request.id, limit: outbound.responseLimit)
        }
        knocks.withLock { $0[request.id] = knock }
        knock.start()
    }

    /// Where else the answer says to ask.
    private static func place(_ answer: MatrixDoor.Answer) -> String? {
        guard case .success(let response) = answer, (300..<400).contains(response.status),
            let place = response.headers.first(where: { $0.name.lowercased() == "location" })?
                .value,
            place.lowercased().hasPrefix("https://")
        else { return nil }
        return place
    }

    private func take(_ answer: MatrixDoor.Answer, to id: MatrixRequest.ID, limit: Int) {
        switch answer {
        case .success(let response):
            finish(
                MatrixAnswer(
                    id: id,
                    outcome: .response(
                        status: response.status,
                        headers: response.headers.map { ($0.name, $0.value) },
                        body: response.body)))
        case .failure(.cancelled): break
        case .failure(.tooLarge(let status)) where (200..<300).contains(status):
            let reason = "more than \(limit >> 20) MiB"
            finish(MatrixAnswer(id: id, outcome: .tooLarge(reason: reason)))
        case .failure(let failure):
            finish(
                MatrixAnswer(
                    id: id,
                    outcome: failure.mayHaveArrived
                        ? .cutOff(reason: "\(failure)") : .notBegun(reason: "\(failure)")), failure)
        }
    }

    private func finish(_ answer: MatrixAnswer, _ failure: CurlFailure? = nil) {
        inbox.withLock { inbox in
            if !inbox.isOver { inbox.entries.append(.answer(answer, failure)) }
            if failure == .stopped { inbox.isStopping = true }
        }
        bell.yield()
    }

    /// Why a request is not made at all.
    struct Unfit: Error {
        var reason: String
    }

    fileprivate static func limit(_ purpose: MatrixRequest.Purpose) -> Int {
        switch purpose {
        case .sync, .history, .state, .join, .directs: longAnswer
        default: shortAnswer
        }
    }
}

extension MatrixLinkConfiguration {
    /// For name, proxy, TCP and TLS together.
    private static let connectMax: Milliseconds = 10_000

    func outbound(
        _ request: MatrixRequest, _ token: String?
    ) -> Result<OutboundRequest, MatrixLink.Unfit> {
        guard let base = request.base ?? session.homeserver else {
            return .failure(.init(reason: "no homeserver is known yet"))
        }
        let isSecret = request.carriesToken || [.login, .refresh].contains(request.purpose)
        guard !isSecret || base == session.homeserver || base.lowercased().hasPrefix("https://")
        else {
            return .failure(.init(reason: "\(base) would have the login in plain"))
        }
        var headers = [("Accept", "application/json")]
        if !request.body.isEmpty { headers.append(("Content-Type", "application/json")) }
        if request.carriesToken {
            guard let token else { return .failure(.init(reason: "there is no token")) }
            headers.append(("Authorization", "Bearer \(token)"))
        }
        return .success(
            OutboundRequest(
                method: request.method.rawValue, url: base + request.path,
                headers: headers.map { (name: $0.0, value: $0.1) }, body: request.body,
                timeout: .milliseconds(max(1, request.timeout)),
                connectTimeout: .milliseconds(
                    max(1, min(Self.connectMax, request.timeout))),
                responseLimit: MatrixLink.limit(request.purpose), tls: tls, proxy: proxy))
    }
}
