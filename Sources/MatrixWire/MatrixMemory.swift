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
    /// What the homeserver has shown of how much it bears.
    package var lesson: PaceLesson?
    /// Up to where everything was told, from `MatrixFact.heardUntil`. Nothing before the first
    /// start: then nothing that was said earlier counts. Changes of it alone are no news for
    /// `MatrixStep.memory`.
    package var since: String?

    package init() {}
}
