import Crypto

/// A bearer token: who holds it and what they may do. The secret itself is not kept.
package struct AccessToken: Sendable {
    package var name: String
    package var scopes: [Scope]
    /// Whether `vip` counts in what they post.
    package var isTrusted: Bool
    private let digest: [UInt8]

    package enum Scope: String, Hashable, Sendable, CaseIterable {
        case intake, read
    }

    /// Bytes; a longer one is never compared.
    package static let lengthMax = 4096

    package init(name: String, secret: String, may scopes: [Scope], isTrusted: Bool = true) {
        self.name = name
        self.scopes = scopes
        self.isTrusted = isTrusted
        self.digest = AccessToken.digest(of: secret)
    }

    static func digest(of secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(secret.utf8)))
    }

    func has(digest other: [UInt8]) -> Bool { ConstantTime.isEqual(digest, other) }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name alone: a digest in a log is something to guess at.
    package var description: String { "token “\(name)”" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
