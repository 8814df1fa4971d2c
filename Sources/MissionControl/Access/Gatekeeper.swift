import Casework
import HTTPTypes
import Notation

/// Who asks.
enum Caller: Sendable {
    /// Through the socket in the state directory: whoever may open it may do everything.
    case local
    case token(AccessToken)
    case signed(SignedSource)

    var isTrusted: Bool {
        switch self {
        case .local: true
        case .token(let token): token.isTrusted
        case .signed(let source): source.isTrusted
        }
    }
}

/// Lets in whoever shows a token or a signature, before anything else is done for them.
struct Gatekeeper: Sendable {
    let tokens: [AccessToken]
    let verifier: (any SignatureVerifier)?

    /// Who asks, by the bearer token; nothing if the request carries a signature instead, which
    /// can be judged only with its body.
    func caller(_ head: HTTPRequest, isLocal: Bool, for scope: AccessToken.Scope?) throws
        -> Caller?
    {
        if isLocal { return .local }
        guard let authorization = head.headerFields[.authorization] else {
            if verifier != nil, head.method == .post, signature(head) != nil { return nil }
            throw Problem.unauthorized("Send a bearer token: Authorization: Bearer ….")
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            parts[1].utf8.count <= AccessToken.lengthMax, let token = token(parts[1].trimmed)
        else { throw Problem.unauthorized("This token is not known here.") }
        if let scope, !token.scopes.contains(scope) {
            throw Problem(
                .forbidden,
                "The token “\(token.name)” lacks `\(scope.rawValue)` in its `may`.")
        }
        return .token(token)
    }

    /// The caller whose signature this is.
    func caller(_ head: HTTPRequest, body: [UInt8], now: Instant) throws -> Caller {
        guard let verifier, let signature = signature(head) else {
            throw Problem.unauthorized("Signed posts are not taken here.")
        }
        switch verifier.judge(signature, body: body, now: now) {
        case .signed(let source): return .signed(source)
        case .refused(let reason):
            throw Problem.unauthorized("The signature is not accepted: \(reason).")
        }
    }

    private func token(_ secret: Substring) -> AccessToken? {
        let digest = AccessToken.digest(of: String(secret))
        return ConstantTime.find(in: tokens) { $0.has(digest: digest) }
    }

    private func signature(_ head: HTTPRequest) -> SignatureHeaders? {
        guard let id = head.headerFields.value("webhook-id"),
            let timestamp = head.headerFields.value("webhook-timestamp"),
            let signatures = head.headerFields.value("webhook-signature")
        else { return nil }
        return SignatureHeaders(id: id, timestamp: timestamp, signatures: signatures)
    }
}

extension HTTPFields {
    /// The first field of that name, which is given in lower case.
    func value(_ name: String) -> String? {
        first { $0.name.canonicalName == name }?.value
    }
}
