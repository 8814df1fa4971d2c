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
    static let nameReply = "353"
    /// The answer to WHO with fields (WHOX).
    static let whoFieldReply = "354"
    static let endOfNames = "366"
    static let hostHidden = "396"
    static let noSuchNick = "401"
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
    static let banned = "465"
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

    /// A channel that does not let us in, by what would have to change.
    static let joinRefusals: [String: String] = [
        "403": "no such channel", "405": "too many channels", "407": "ambiguous channel",
        "437": "the channel is held for a while", "471": "the channel is full",
        "473": "invite only", "474": "banned", "475": "wrong key", "476": "bad channel name",
        "477": "a registered nick is needed", "489": "TLS is needed",
        "520": "only operators may join",
    ]

    /// A line of ours that was not passed on.
    static let speechRefusals: Set<String> = [
        "401", "403", "404", "407", "411", "412", "413", "414", "415", "416", "417", "437", "477",
        "486", "489", "492", "531", "716",
    ]
}
