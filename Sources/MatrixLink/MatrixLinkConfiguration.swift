// MatrixLink: one account on one Matrix homeserver. It carries requests and answers between `Curl`
// and the session of `MatrixWire`, keeps what has to outlive the process, and translates between
// that session and the desk.

package import Casework
package import Curl
package import MatrixWire

/// Where and as whom to connect.
package struct MatrixLinkConfiguration: Sendable {
    package var network: NetworkName
    /// Homeserver, user, credentials, rooms, pace, patience.
    package var session: MatrixSessionConfiguration
    package var tls = LineTLS()
    /// As in `OutboundRequest`.
    package var proxy: String?
    /// The desk may have its plan and load in the rooms' topics.
    package var showsTopics = false
    /// Where token and device outlive the process; nothing: they do not.
    package var keepsake: Keepsake?

    /// A file of ours.
    package struct Keepsake: Hashable, Sendable {
        package var path: String
        /// Somebody else's: it is read, without the refresh token, which can be used once only, and
        /// never written.
        package var isBorrowed: Bool

        package init(path: String, isBorrowed: Bool = false) {
            self.path = path
            self.isBorrowed = isBorrowed
        }
    }

    package init(network: NetworkName, session: MatrixSessionConfiguration) {
        self.network = network
        self.session = session
    }
}
