import CaseStore
import Casework

/// What the log says of a store that cannot be written. The desk tries again every second, and that
/// alone would be a line each time, for as long as it lasts.
struct StoreTrouble: Sendable {
    /// The same words are not logged again for so long, also where some writes succeed meanwhile.
    static let quietFor = Lapse.minutes(1)
    /// More kinds of words are not told apart.
    static let kindsMax = 8

    /// When it began, by uptime; nothing while the store works.
    private var since: Lapse?
    /// Whether anything was logged of it since then.
    private var isTold = false
    /// When words were logged last, by uptime.
    private var said: [String: Lapse] = [:]

    /// It could not be written.
    /// - Returns: whether that is to be logged.
    mutating func failed(_ words: String, at uptime: Lapse) -> Bool {
        since = since ?? uptime
        if let last = said[words], uptime < last + Self.quietFor { return false }
        if said.count >= Self.kindsMax { said = [:] }
        said[words] = uptime
        isTold = true
        return true
    }

    /// It was written.
    /// - Returns: for how long it could not be, if the log has said that it could not.
    mutating func works(at uptime: Lapse) -> Lapse? {
        defer {
            since = nil
            isTold = false
        }
        guard isTold, let since else { return nil }
        return Lapse(milliseconds: uptime.milliseconds - since.milliseconds)
    }
}

extension StoreFailure {
    /// As the log has it.
    var words: String { self == .full ? "the disk is full" : "\(self)" }
}
