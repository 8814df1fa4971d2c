/// Which configured rooms are others than those in which the desk knows its messages to stand: after
/// an upgrade, or where an alias leads elsewhere.
struct RoomMoves: Sendable {
    /// Room ids by configured name, as far as the desk was told or need not be.
    private var homes: [String: String]
    /// Of these rooms it is still to be told that they are other ones.
    private var untold: Set<String> = []
    private var turns = 0
    /// The turn in which something was told that is not written down yet.
    private var changedIn: Int?

    init(homes: [String: String]) { self.homes = homes }

    /// A turn of the link begins.
    mutating func turn() { turns += 1 }

    /// - Parameter rooms: those that we are in, by configured name. One of which nothing is known
    ///   is where it always was.
    mutating func note(_ rooms: [String: String]) {
        for (name, room) in rooms {
            guard let before = homes.updateValue(room, forKey: name) else {
                changedIn = turns
                continue
            }
            guard before != room else { continue }
            changedIn = turns
            untold.insert(room)
        }
    }

    /// Whether it is to be told of that room now that it is another one.
    mutating func take(_ room: String) -> Bool {
        guard untold.remove(room) != nil else { return false }
        changedIn = turns
        return true
    }

    /// What is to be written down: a turn after it was told, as a process that dies before the desk
    /// has done anything tells it again.
    mutating func takeTold() -> [String: String]? {
        guard untold.isEmpty, let changedIn, changedIn < turns else { return nil }
        self.changedIn = nil
        return homes
    }
}
