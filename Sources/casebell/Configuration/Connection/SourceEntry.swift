import Casework

/// A source of mentions that signs its posts or is asked for them. Who posts with a bearer token
/// needs no entry.
struct SourceEntry: Hashable, Sendable {
    var name: SourceName
    /// The secret of its Standard Webhooks signatures.
    var webhook: Secret?
    /// Whether a mention's `vip` counts.
    var isTrusted: Bool
}

extension SourceEntry {
    init(_ keys: KeyedReader) {
        name = SourceName(keys.required("name", "name: crm")?.name() ?? "")
        isTrusted = keys["trusted"]?.flag() ?? false
        let section = keys.required("webhook", "webhook: { secret: { env: NAME } }")
        webhook = section?.keyed { keys in
            keys.required("secret", "secret: { env: NAME }")?.secret()
        }
    }
}
