import Foundation

/// The values of a configuration's secrets, fetched once when something runs.
struct Resolved: Sendable {
    private let values: [Secret: String]

    /// - Throws: one failure that names every secret that is missing.
    init(_ configuration: Configuration) throws {
        let environment = ProcessInfo.processInfo.environment
        let missing = configuration.unresolvedSecrets(environment: environment)
        guard missing.isEmpty else {
            throw CommandFailure(
                .configuration, missing.map(\.description).joined(separator: "\n"))
        }
        values = try Dictionary(
            configuration.secrets.map { ($0, try $0.resolve(environment: environment)) },
            uniquingKeysWith: { first, _ in first })
    }

    subscript(secret: Secret?) -> String? { secret.flatMap { values[$0] } }
}
