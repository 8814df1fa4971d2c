package import Casework

/// What the desk can say of itself, for readiness and for measures.
package protocol DeskStatusDoor: Sendable {
    func status() -> DeskStatus
}

package struct DeskStatus: Hashable, Sendable {
    /// By the network's name; false while its server is away.
    package var links: [Link]
    package var storeIsWritable: Bool
    /// Attempts to send so far, by target and outcome.
    package var attempts: [Attempts]
    /// First response times measured since the start.
    package var firstResponses: FirstResponses
    /// Pages that were taken since the start, for each channel that had any.
    package var pages: [Pages] = []
    /// The continuity plans that are on.
    package var plans: [RunningPlan] = []
    /// Who is told of events, by name.
    package var relays: [Relay] = []

    package struct Link: Hashable, Sendable {
        package var network: NetworkName
        package var isUp: Bool
        package init(network: NetworkName, isUp: Bool) {
            self.network = network
            self.isUp = isUp
        }
    }

    package struct Relay: Hashable, Sendable {
        package var name: String
        /// When the oldest event happened that its receiver is still to be told; nothing while it
        /// has been told everything.
        package var waitsSince: Instant?
        package init(name: String, waitsSince: Instant?) {
            self.name = name
            self.waitsSince = waitsSince
        }
    }

    package struct Attempts: Hashable, Sendable {
        package var target: String
        package var outcome: String
        package var count: Int
        package init(target: String, outcome: String, count: Int) {
            self.target = target
            self.outcome = outcome
            self.count = count
        }
    }

    /// A histogram with fixed bounds, in seconds.
    package struct FirstResponses: Hashable, Sendable {
        package static let bounds: [Double] = [60, 300, 900, 1800, 3600, 14_400, 86_400]
        /// Counts up to and with each bound, then all.
        package var counts: [Int]
        package var sumSeconds: Double
        package init() {
            counts = Array(repeating: 0, count: FirstResponses.bounds.count + 1)
            sumSeconds = 0
        }
        package mutating func observe(seconds: Double) {
            for (index, bound) in FirstResponses.bounds.enumerated() where seconds <= bound {
                counts[index] += 1
            }
            counts[counts.count - 1] += 1
            sumSeconds += seconds
        }
    }

    /// From the step that called for a page until somebody had it who carries it on, as a
    /// histogram with fixed bounds, in seconds.
    package struct Pages: Hashable, Sendable {
        package static let bounds: [Double] = [0.5, 1, 2, 5, 15, 60, 300, 900]
        package var channel: PageChannel
        /// Counts up to and with each bound, then all.
        package var counts: [Int]
        package var sumSeconds: Double
        package init(channel: PageChannel) {
            self.channel = channel
            counts = Array(repeating: 0, count: Pages.bounds.count + 1)
            sumSeconds = 0
        }
        package mutating func observe(seconds: Double) {
            for (index, bound) in Pages.bounds.enumerated() where seconds <= bound {
                counts[index] += 1
            }
            counts[counts.count - 1] += 1
            sumSeconds += seconds
        }
    }

    package init(
        links: [Link], storeIsWritable: Bool, attempts: [Attempts],
        firstResponses: FirstResponses
    ) {
        self.links = links
        self.storeIsWritable = storeIsWritable
        self.attempts = attempts
        self.firstResponses = firstResponses
    }
}
