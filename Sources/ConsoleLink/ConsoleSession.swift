import Casework
import Chat

/// What somebody said at the console.
struct ConsoleSpeech: Hashable, Sendable {
    var speaker: ConsolePerson
    /// Nothing: said to the bot directly.
    var room: RoomAddress?
    var text: String
    /// The bot was addressed by name; the text is what followed.
    var isAddressed = false
}

/// What a typed line leads to.
enum ConsoleAct: Hashable, Sendable {
    case nothing
    case say(ConsoleSpeech)
    /// A word to the person at the terminal.
    case show(String)
    case pause(Lapse)
    case quit
}

/// Who speaks and where, line by line. No I/O.
struct ConsoleSession: Sendable {
    let botName: String
    let rooms: [RoomAddress]
    let people: [ConsolePerson]
    private(set) var speaker: ConsolePerson
    private(set) var room: RoomAddress

    static let help = """
        /as NAME speaks as somebody else · /room NAME speaks elsewhere · /dm TEXT speaks to the \
        bot alone · /wait SECONDS · /quit · a line that begins with // is said with one /
        """
    static let pauseSecondsMax: Int64 = 3600

    init(_ configuration: ConsoleConfiguration) {
        botName = configuration.botName
        rooms = configuration.rooms
        people = configuration.people
        speaker = configuration.people.first ?? ConsolePerson(name: "you", account: nil)
        room = configuration.rooms.first ?? "#desk"
    }

    mutating func take(_ line: String) -> ConsoleAct {
        let text = line.drop { $0.isWhitespace }
        guard !text.isEmpty else { return .nothing }
        guard text.first == "/" else { return .say(speech(String(text), in: room)) }
        guard !text.hasPrefix("//") else {
            return .say(speech(String(text.dropFirst()), in: room))
        }
        let parts = text.dropFirst().split(maxSplits: 1) { $0.isWhitespace }
        let rest = parts.count > 1 ? String(parts[1].drop { $0.isWhitespace }) : ""
        switch parts.first?.lowercased() {
        case "as": return speak(as: rest)
        case "room": return go(to: rest)
        case "dm":
            return rest.isEmpty ? .show("/dm TEXT") : .say(speech(rest, in: nil))
        case "wait":
            guard let seconds = Int64(rest), (0...ConsoleSession.pauseSecondsMax).contains(seconds)
            else { return .show("/wait SECONDS, at most \(ConsoleSession.pauseSecondsMax)") }
            return .pause(.seconds(seconds))
        case "quit": return .quit
        case "help": return .show(ConsoleSession.help)
        default: return .show("No such word. \(ConsoleSession.help)")
        }
    }

    /// What somebody says, whoever is at the terminal.
    func speech(_ text: String, by person: ConsolePerson, in room: RoomAddress?) -> ConsoleSpeech {
        let named = text.prefix(botName.count)
        let rest = text.dropFirst(botName.count)
        guard named.lowercased() == botName.lowercased(), let mark = rest.first,
            mark == ":" || mark == ","
        else { return ConsoleSpeech(speaker: person, room: room, text: text) }
        let words = String(rest.dropFirst().drop { $0.isWhitespace })
        return ConsoleSpeech(speaker: person, room: room, text: words, isAddressed: true)
    }

    private func speech(_ text: String, in room: RoomAddress?) -> ConsoleSpeech {
        speech(text, by: speaker, in: room)
    }

    /// The person of that name, or a stranger whom nobody knows.
    func person(named name: String) -> ConsolePerson {
        people.first { $0.name.lowercased() == name.lowercased() }
            ?? ConsolePerson(name: name, account: nil)
    }

    private mutating func speak(as name: String) -> ConsoleAct {
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            return .show("/as \(people.map(\.name).joined(separator: " | "))")
        }
        speaker = person(named: name)
        guard speaker.account != nil else {
            return .show("You are \(speaker.name) now, whom nobody knows: no account.")
        }
        return .show("You are \(speaker.name) now, in \(room).")
    }

    private mutating func go(to name: String) -> ConsoleAct {
        let bare = { (name: String) in name.drop { $0 == "#" }.lowercased() }
        guard let found = rooms.first(where: { bare($0.rawValue) == bare(name) }) else {
            return .show("/room \(rooms.map(\.rawValue).joined(separator: " | "))")
        }
        room = found
        return .show("You are in \(room) now, as \(speaker.name).")
    }
}
