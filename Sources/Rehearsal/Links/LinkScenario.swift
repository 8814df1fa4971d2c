import Casework

/// What people and customers do at a desk and what everybody is shown, line by line, on whatever
/// chat. `Tests/DeskScenarios/README.md` says how it is written down.
package struct LinkScenario: Sendable, CustomStringConvertible {
    package var name: String
    package var wishes = LinkWishes()
    var needsCutting = false
    var needsNicks = false
    var lines: [NumberedLine] = []

    package var description: String { name }

    struct NumberedLine: Sendable {
        /// File and line.
        var position: String
        var text: String
        var step: Step
    }

    enum Step: Sendable {
        /// These clients say the same at once; without a room, to the bot alone.
        case says(clients: [LinkClient], room: RoomName?, text: String)
        case writes(customer: String, text: String)
        /// The next line in that place.
        case shows(LinkPlace, LinePattern)
        /// From here on that place shows so many lines at most, and in them these words.
        case gathers(LinkPlace, linesMax: Int, words: [String])
    }

    /// What people say in it, and whether to the bot alone; names that it gives stand in braces.
    package var sayings: [(text: String, isDirect: Bool)] {
        lines.compactMap { line in
            guard case .says(_, let room, let text) = line.step else { return nil }
            return (text, room == nil)
        }
    }

    /// Whether such a chat can play it.
    package func suits(_ nature: LinkNature) -> Bool {
        (!wishes.isSlow || nature.canBeSlow) && (!needsCutting || nature.cutsLines)
            && (!needsNicks || nature.hasNicks)
    }
}
