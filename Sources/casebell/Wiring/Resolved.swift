import Foundation

/// The values of a configuration's secrets, fetched once when something runs.
struct Resolved: Sendable {
    private let values: [Secret: String]

    /// - Throws: one failure that names every secret that is missing, or the tokens that have the
    ///   same one.
    init(
        _ configuration: Configuration,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        let missing = configuration.unresolvedSecrets(environment: environment)
        guard missing.isEmpty else {
            throw CommandFailure(
                .configuration, missing.map(\.description).joined(separator: "\n"))
        }
        values = try Dictionary(
            configuration.secrets.map { ($0, try $0.resolve(environment: environment)) },
            uniquingKeysWith: { first, _ in first })
        try requireOwnSecrets(of: configuration.connection.http?.tokens ?? [])
    }

    /// `check` sees where secrets are kept, and not that two places hold the same: then it would be
    /// chance whose rights counted.
    private func requireOwnSecrets(of tokens: [TokenEntry]) throws {
        var names: [String: String] = [:]
        for token in tokens {
            guard let secret = self[token.secret] else { continue }
            if let twin = names.updateValue(token.name, forKey: secret) {
                throw CommandFailure(
                    .configuration,
                    "casebell.yaml: http.tokens: the tokens \(twin) and \(token.name) have the "
                        + "same secret. Give each token a secret of its own.")
            }
        }
    }

    subscript(secret: Secret?) -> String? { secret.flatMap { values[$0] } }
}
