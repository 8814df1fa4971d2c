/// Who sent a line, taken apart: `nick!user@host`, of which only the nick (or the name of a
/// server) is always there.
package struct IRCSource: Hashable, Sendable {
    package var nick: String
    package var user: String?
    package var host: String?

    package init(nick: String, user: String? = nil, host: String? = nil) {
        self.nick = nick
        self.user = user
        self.host = host
    }

    package init(_ text: String) {
        let scalars = text.unicodeScalars
        let userMark = scalars.firstIndex(of: "!")
        let hostMark = scalars[(userMark ?? scalars.startIndex)...].firstIndex(of: "@")
        nick = String(scalars[..<(userMark ?? hostMark ?? scalars.endIndex)])
        user = userMark.map {
            String(scalars[scalars.index(after: $0)..<(hostMark ?? scalars.endIndex)])
        }
        host = hostMark.map { String(scalars[scalars.index(after: $0)...]) }
    }

    package var serialised: String {
        nick + (user.map { "!\($0)" } ?? "") + (host.map { "@\($0)" } ?? "")
    }
}
