package import Casework
package import Chat
import Glibc

/// What the terminal is to show, and who sits at it.
package struct ConsoleConfiguration: Sendable {
    package var network: NetworkName
    /// As the bot calls itself.
    package var botName: String
    /// At least one; the person at the terminal starts in the first.
    package var rooms: [RoomAddress]
    /// At least one; the person at the terminal starts as the first.
    package var people: [ConsolePerson]
    /// Where lines are typed; nothing: nobody types, and only `stop` ends the link.
    package var input: Int32?
    package var output: Int32
    /// Whether a person sits there: then nothing that was typed is shown again.
    package var isInteractive: Bool
    package var hasColours: Bool
    /// Read from a script, the next line waits until the bot has been silent for so long, so that
    /// a script can speak of what was answered.
    package var pace: Lapse

    /// Bytes of one typed line; a longer one is not said.
    package static let lineLengthMax = 8192
    /// Posts that may wait for a slow terminal.
    package static let pendingMax = 10_000

    package init(
        network: NetworkName, botName: String, rooms: [RoomAddress], people: [ConsolePerson],
        input: Int32? = STDIN_FILENO, output: Int32 = STDOUT_FILENO, isInteractive: Bool,
        hasColours: Bool, pace: Lapse = Lapse(milliseconds: 250)
    ) {
        self.network = network
        self.botName = botName
        self.rooms = rooms
        self.people = people
        self.input = input
        self.output = output
        self.isInteractive = isInteractive
        self.hasColours = hasColours
        self.pace = pace
    }

    /// Whether to colour what goes there: only on a terminal that can, and not where the person
    /// asked for none (https://no-color.org).
    package static func wantsColours(_ output: Int32, environment: [String: String]) -> Bool {
        isatty(output) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }
}

/// Somebody who can be spoken as. Without an account nobody knows who it is.
package struct ConsolePerson: Hashable, Sendable {
    package var name: String
    package var account: AccountName?
    package init(name: String, account: AccountName?) {
        self.name = name
        self.account = account
    }
}
