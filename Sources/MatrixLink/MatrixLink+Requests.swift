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

    func begin(
        _ outcome: Interpreter.Outcome, _ token: String?, _ group: inout DiscardingTaskGroup
    ) {
        for request in outcome.requests {
            let flag = request.mayBeCalledOff ? raise(request.id) : nil
            group.addTask { await self.perform(request, token, until: flag) }
        }
        for id in outcome.cancelled { flags.withLock { $0.removeValue(forKey: id) }?.finish() }
    }

    private func raise(_ id: MatrixRequest.ID) -> AsyncStream<Never> {
        let (flag, ending) = AsyncStream<Never>.makeStream()
        flags.withLock { $0[id] = ending }
        return flag
    }

    private func perform(
        _ request: MatrixRequest, _ token: String?, until flag: AsyncStream<Never>?
    ) async {
        let answer = await answer(request, token, until: flag)
        _ = flags.withLock { $0.removeValue(forKey: request.id) }
        guard let (answer, failure) = answer else { return }
        inbox.withLock { inbox in
            if !inbox.isOver { inbox.entries.append(.answer(answer, failure)) }
            if failure == .stopped { inbox.isStopping = true }
        }
        bell.yield()
    }

    /// Nothing: it was called off.
    private func answer(
        _ request: MatrixRequest, _ token: String?, until flag: AsyncStream<Never>?
    ) async -> (MatrixAnswer, CurlFailure?)? {
        let outbound: OutboundRequest
        switch configuration.outbound(request, token) {
        case .success(let whole): outbound = whole
        case .failure(let unfit):
            return (MatrixAnswer(id: request.id, outcome: .notBegun(reason: unfit.reason)), nil)
        }
        if request.purpose == .discovery { return await follow(outbound, request.id) }
        guard let flag else { return await ask(outbound, request.id) }
        return await withTaskGroup(of: (MatrixAnswer, CurlFailure?)?.self) { race in
            race.addTask { await self.ask(outbound, request.id) }
            race.addTask {
                for await _ in flag {}
                return nil
            }
            let first = await race.next() ?? nil
            race.cancelAll()
            return first
        }
    }

    /// Many a site keeps the file that names its homeserver at another of its names. Nothing secret
    /// goes there, but a login will go where it says: never in plain.
    private func follow(
        _ request: OutboundRequest, _ id: MatrixRequest.ID
    ) async -> (MatrixAnswer, CurlFailure?)? {
        var request = request
        var answer = await ask(request, id)
        for _ in 0..<Self.hopsMax {
            guard case .response(let status, let headers, _)? = answer?.0.outcome,
                (300..<400).contains(status),
                let place = headers.first(where: { $0.0.lowercased() == "location" })?.1,
                place.lowercased().hasPrefix("https://")
            else { break }
            request.url = place
            answer = await ask(request, id)
        }
        return answer
    }

    private func ask(
        _ request: OutboundRequest, _ id: MatrixRequest.ID
    ) async -> (MatrixAnswer, CurlFailure?)? {
        do throws(CurlFailure) {
            let response = try await door.perform(request)
            return (
                MatrixAnswer(
                    id: id,
                    outcome: .response(
                        status: response.status,
                        headers: response.headers.map { ($0.name, $0.value) },
                        body: response.body)), nil
            )
        } catch .cancelled {
            return nil
        } catch .tooLarge(let status) where (200..<300).contains(status) {
            let reason = "more than \(request.responseLimit >> 20) MiB"
            return (MatrixAnswer(id: id, outcome: .tooLarge(reason: reason)), nil)
        } catch {
            return (
                MatrixAnswer(
                    id: id,
                    outcome: error.mayHaveArrived
                        ? .cutOff(reason: "\(error)") : .notBegun(reason: "\(error)")), error
            )
        }
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

extension MatrixRequest {
    /// What may take long and be called off; the answer to anything else is only not heard.
    fileprivate var mayBeCalledOff: Bool { purpose == .sync || purpose == .history }
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
