/// Where the cases are kept.
enum StoreAddress: Hashable, Sendable {
    /// The embedded store; a relative file is inside the state directory.
    case sqlite(file: String)
    /// A server, as a connection URL without a password.
    case postgresql(url: String)
}

extension Value {
    /// `sqlite:FILE`, or `postgresql://user@host/db` in a build with the PostgreSQL trait.
    func storeAddress() -> StoreAddress? {
        guard let words = text(limit: 500) else { return nil }
        if words.hasPrefix("sqlite:") {
            let file = String(words.dropFirst("sqlite:".count))
            guard !file.isEmpty, !file.hasSuffix("/") else {
                error("the store's file has no name", "Write for example sqlite:casebell.db.")
                return nil
            }
            return .sqlite(file: file)
        }
        if words.hasPrefix("postgresql://") {
            let authority = words.dropFirst("postgresql://".count).prefix { $0 != "/" }
            guard !authority.prefix(while: { $0 != "@" }).contains(":") || !authority.contains("@")
            else {
                error(
                    "a password never stands in an address",
                    "Remove it; PostgreSQL reads ~/.pgpass or PGPASSWORD.")
                return nil
            }
            #if !PostgreSQL
                error(
                    "this build keeps its cases in SQLite alone",
                    "Write sqlite:casebell.db, or build with the PostgreSQL trait.")
            #endif
            return .postgresql(url: words)
        }
        error(
            "\"\(printable(String(words.prefix { $0 != ":" })))\" is no kind of store",
            "Write for example sqlite:casebell.db.")
        return nil
    }
}
