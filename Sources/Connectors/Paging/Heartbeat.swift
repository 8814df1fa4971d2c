package import Casework
package import Curl

/// The seam to whoever watches from outside that the desk is alive. It makes one attempt and keeps
/// nothing.
package protocol Heartbeat: Sendable {
    /// How often the watcher is to hear something.
    var every: Lapse { get }
    /// - Returns: why the watcher did not hear it; nothing if it did.
    func beat() async -> String?
}

/// A beat is a GET: what services for this, and a cron job's guard, understand.
package struct WebHeartbeat: Heartbeat {
    package let every: Lapse

    private let url: String
    private let door: any RequestDoor

    /// Shorter than any `every`, so that beats do not pile up.
    private static let timeout = Duration.seconds(4)
    private static let answerLimit = 64 << 10

    package init(url: String, every: Lapse, reactor: CurlReactor) {
        self.init(url: url, every: every, door: reactor)
    }

    init(url: String, every: Lapse, door: any RequestDoor) {
        self.url = url
        self.every = every
        self.door = door
    }

    package func beat() async -> String? {
        do throws(CurlFailure) {
            let answer = try await door.perform(
                OutboundRequest(
                    url: url, timeout: Self.timeout, connectTimeout: Self.timeout,
                    responseLimit: Self.answerLimit, followsRedirects: true))
            return (200...299).contains(answer.status)
                ? nil : "the watcher answered \(answer.status)"
        } catch .tooLarge(let status) where (200...299).contains(status) {
            // Whatever it says, it has heard.
            return nil
        } catch {
            return error.description
        }
    }
}
