// IRCLink: one connection to one IRC network. It carries bytes between the line connection of
// `Curl` and the session of `IRCWire`, and translates between that session and the desk.

package import Casework
package import Curl
package import IRCWire

/// Where and as whom to connect.
package struct IRCLinkConfiguration: Sendable {
    package var network: NetworkName
    package var host: String
    package var port: Int
    /// Nothing: in the clear.
    package var tls: LineTLS?
    /// Whom TLS trusts where the connection is to be in the clear but the server wants TLS (STS).
    package var upgrade = LineTLS()
    /// As in `LineEndpoint`.
    package var proxy: String?
    /// Nick, account, rooms, flood budget, patience.
    package var session: IRCSessionConfiguration
    package var reconnect = Reconnect()
    package var privateAnswers = PrivateAnswers.notice
    /// The desk may have its plan and load in the rooms' topics.
    package var showsTopics = false

    /// Waiting between two attempts, each wait shortened by up to a quarter at random. After a
    /// connection that was lost: `first`, growing by half each time up to `longest`, and from
    /// `first` again after ten seconds of health. While nothing listens there: `first`, or a 600th
    /// of the outage if that is longer, so that we are back within moments of its return. A server
    /// that throttles, kills or bans us is left alone for longer; a ban for up to six times
    /// `longest`. (`Backoff`)
    package struct Reconnect: Hashable, Sendable {
        package var first: Lapse
        package var longest: Lapse
        package init(first: Lapse = .seconds(1), longest: Lapse = .minutes(5)) {
            self.first = first
            self.longest = longest
        }
    }

    /// How one person is spoken to. What is urgent is always said so that it rings.
    package enum PrivateAnswers: Hashable, Sendable {
        /// Shown where the person is looking, and never answered by another bot.
        case notice
        /// In a query window.
        case message
    }

    package init(
        network: NetworkName, host: String, port: Int, tls: LineTLS? = nil, proxy: String? = nil,
        session: IRCSessionConfiguration
    ) {
        self.network = network
        self.host = host
        self.port = port
        self.tls = tls
        self.proxy = proxy
        self.session = session
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback =
            host == "localhost" || host == "::1"
            || octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
        self.session.isServerHere = isLoopback && proxy == nil
    }
}
