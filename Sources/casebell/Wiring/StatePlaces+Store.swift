import Foundation

extension StatePlaces {
    /// The database under the name that it has from everywhere: `state` may be relative to the
    /// current directory.
    var store: String { Self.absolute(database) }

    /// Stops a command that would otherwise work on another store than is meant.
    /// - Parameter wayOut: what helps where there is none, as sentences.
    /// - Throws: `CommandFailure` where there is no store, or where nobody may know.
    func requireStore(orElse wayOut: String) throws(CommandFailure) {
        switch FilePresence(of: database) {
        case .readable: return
        case .missing:
            throw CommandFailure(.unavailable, "there is no store at \(store). \(wayOut)")
        case .unreadable(let because):
            throw CommandFailure(.unavailable, "\(store): \(because).")
        }
    }

    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
