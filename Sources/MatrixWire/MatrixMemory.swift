/// What outlives a process, besides the since-token, which the desk keeps with its decisions.
/// Holds secrets: to be written where only we can read it, and never to a log.
package struct MatrixMemory: Hashable, Sendable {
    /// The user whom the rest belongs to; of another one nothing is used.
    package var user: String?
    package var accessToken: String?
    package var refreshToken: String?
    /// Kept across logins where the server lets us: transaction ids belong to a device.
    package var device: String?
    /// Invitations to rooms for two that are accepted and not yet seen to be joined, by room with
    /// the server to join by. A since-token tells of them only once.
    package var invitations: [String: String] = [:]
    /// The ids of configured rooms, by their aliases, as the homeserver told them last. While it
    /// does not, what is said there is known for what it is all the same.
    package var places: [String: String] = [:]
    /// Signs of ours that messages do not bear yet.
    package var signs: [OwedSign] = []
    /// What the homeserver has shown of how much it bears.
    package var lesson: PaceLesson?
    /// Up to where everything was told, from `MatrixFact.heardUntil`. Nothing before the first
    /// start: then nothing that was said earlier counts. Changes of it alone are no news for
    /// `MatrixStep.memory`.
    package var since: String?

    package init() {}
}

/// A reaction that we put on a message of ours once there is time for it.
package struct OwedSign: Hashable, Sendable {
    package var room: String
    /// The message.
    package var target: String
    package var key: String
    /// The same for each try.
    package var transaction: String

    package init(room: String, target: String, key: String, transaction: String) {
        self.room = room
        self.target = target
        self.key = key
        self.transaction = transaction
    }
}
