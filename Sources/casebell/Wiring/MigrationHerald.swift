import CaseStore
import Logging

/// Tells people and the service manager what a start is at that brings an older store to this
/// version's schema: with millions of cases it takes minutes.
struct MigrationHerald {
    /// The service manager gives the start so much longer, from each piece of news on: carrying all
    /// of it over into the file says nothing while it goes on. (`sd_notify(3)`)
    static let patienceSeconds = 600

    let logger: Logger

    func tell(_ news: MigrationNews) {
        let words = Self.words(for: news)
        logger.notice("\(words)")
        let patience = Self.patienceSeconds * 1_000_000
        Readiness.announce("STATUS=\(words)\nEXTEND_TIMEOUT_USEC=\(patience)")
    }

    static func words(for news: MigrationNews) -> String {
        switch news {
        case .copying(let path):
            "the store is of an older version: a copy of it is written to \(path)"
        case .step(let step, let number, let count):
            "the store takes step \(number) of \(count), \(step); stop it, and nothing of it stands"
        case .goesOn(let seconds):
            "still at the store, \(seconds) s after the beginning"
        case .done(let seconds):
            "the store is of this version now, after \(seconds) s"
        }
    }
}
