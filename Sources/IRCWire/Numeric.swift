/// The numerics that mean something to us, by the names of modern.ircdocs.horse.
enum Numeric {
    static let welcome = "001"
    static let support = "005"
    /// The command was not carried out; try again after a while.
    static let tryAgain = "263"
    static let endOfWhois = "318"
    static let endOfWho = "315"
    static let channelModeIs = "324"
    /// `<client> <nick> <account> :is logged in as`
    static let whoisAccount = "330"
    static let whoReply = "352"
    static let noTopic = "331"
    static let topic = "332"
    static let topicSetter = "333"
    static let rankNeeded = "482"
    static let nameReply = "353"
    /// The answer to WHO with fields (WHOX).
    static let whoFieldReply = "354"
    static let endOfNames = "366"
    static let hostHidden = "396"
    static let noSuchNick = "401"
    /// `<client> <channel> <other> :Forwarding to another channel`
    static let forwarded = "470"
    static let erroneousNick = "432"
    static let nickInUse = "433"
    static let lineTooLong = "417"
    static let nickCollision = "436"
    /// A nick or channel is held by the network for a while.
    static let unavailable = "437"
    /// Too many different people written to; the line was not passed on. (439, 707)
    static let targetTooFast = "439"
    static let targetChange = "707"
    static let passwordMismatch = "464"
    /// Our class of connections may not come in.
    static let noPermission = "463"
    static let banned = "465"
    /// The answer to MONITOR: these are not on the network.
    static let offline = "731"
    static let loggedIn = "900"
    static let loggedOut = "901"
    static let nickLocked = "902"
    static let saslSuccess = "903"
    static let saslFailed = "904"
    static let saslTooLong = "905"
    static let saslAborted = "906"
    static let saslAlready = "907"
    static let saslMechanisms = "908"

    /// `<client> <command> :reason`: unknown, not now, too few parameters.
    static let commandRefusals: Set<String> = ["263", "421", "461"]

    /// Why a channel does not let us in, and what would have to change.
    static let joinRefusals: [String: String] = [
        "403": "there is no such room; check its name",
        "405": "we are in as many rooms as the server allows; leave some out",
        "407": "its name is ambiguous; check it",
        "437": "the network holds its name for a while",
        "439": "the server wants us to join more slowly",
        "448": "the server forbids its name; check it",
        "471": "it is full; raise its limit (+l)",
        "473": "it is invite-only; invite the bot or put it on the room's invite list (+I)",
        "474": "the bot is banned from it; lift the ban or put the bot on its exceptions (+e)",
        "475": "its key is missing or wrong; configure the room's key",
        "476": "its name is not allowed here; check it",
        "477": "only who is logged in may join; configure sasl or register the nick",
        "479": "its name is not allowed here; check it",
        "480": "too many are joining it just now",
        "485": "it is reserved by the network's staff; ask them",
        "489": "only connections by TLS may join; configure tls",
        "495": "it was left too recently",
        "500": "the server wants us to join more slowly",
        "519": "only the network's staff may join; configure another room",
        "520": "only the network's staff may join; configure another room",
        "926": "the network forbids it; ask its staff",
    ]

    /// A line of ours that was not passed on. Without a label no other is taken for that: most are
    /// about anything but speech.
    static let speechRefusals: Set<String> = [
        "401", "403", "404", "407", "408", "411", "412", "413", "414", "415", "416", "417", "437",
        "477", "486", "489", "492", "531", "716", "936", "972",
    ]

    /// What may stand beside a line that was passed on: they are away.
    static let besideSpeech: Set<String> = ["301", "NOTE", "WARN"]

    /// Whether it says of a line under whose label it comes that the line was not passed on.
    /// Servers have numerics of their own for that; errors are all in these hundreds.
    static func isRefusal(_ command: String) -> Bool {
        if speechRefusals.contains(command) { return true }
        let bytes = Array(command.utf8)
        return bytes.count == 3 && bytes.allSatisfy { (48...57).contains($0) }
            && "459".utf8.contains(bytes[0])
    }
}
