/// How the bot logs in to its account.
struct SASLSection: Hashable, Sendable {
    /// At least one, in order of preference.
    var mechanisms: [Mechanism]
    /// Nothing only where the certificate alone says who it is.
    var account: String?
    /// Nothing only where `external` is the one mechanism.
    var password: Secret?

    enum Mechanism: String, CaseIterable, Hashable, Sendable {
        case plain, external
        case scramSHA256 = "scram-sha-256"
    }
}

extension SASLSection {
    init(_ keys: KeyedReader) {
        let asked = keys["mechanism"]
        mechanisms = asked?.oneOrMore(limit: 8).compactMap { $0.choice() } ?? [.plain]
        if let asked, asked.isEmptyList {
            asked.error("no mechanism is named", "Write plain, external or scram-sha-256.")
        }
        let needsPassword = asked == nil || mechanisms.contains { $0 != .external }
        if needsPassword {
            account = keys.required("account", "account: casebell")?.text(limit: 200)
            password = keys.required("password", "password: { env: NAME }")?.secret()
        } else {
            account = keys["account"]?.text(limit: 200)
            password = keys["password"]?.secret()
        }
    }
}
