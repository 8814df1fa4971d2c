/// A room of the configuration, and how far we have come into it.
struct WantedRoom: Sendable {
    /// As configured: an id or an alias.
    let name: String
    /// Nothing before an alias is resolved. Changes when the room is replaced.
    var id: String?
    /// Through which it can be joined.
    var servers: [String] = []
    var attempt = Attempt()
    /// Since when we are in it.
    var enteredAt: Milliseconds?
    /// The rooms it was, before they were replaced.
    var former: [String] = []
    static let formerMax = 16
    static let serversMax = 5

    init(name: String) {
        self.name = name
        if MatrixID.isRoom(name) { id = name }
        servers = MatrixID.server(of: name).map { [$0] } ?? []
    }
}

/// One thing that is tried until it works.
struct Attempt: Sendable {
    var pause = Pause()
    /// Nothing while it is on its way, or is not to be tried.
    var retryAt: Milliseconds?
    var isOpen = false

    init() {}

    func isDue(at now: Milliseconds) -> Bool {
        guard !isOpen, let retryAt else { return false }
        return now >= retryAt
    }

    mutating func begin() {
        isOpen = true
        retryAt = nil
    }

    mutating func again(at moment: Milliseconds) {
        isOpen = false
        retryAt = moment
    }

    mutating func done() { self = Attempt() }
}
