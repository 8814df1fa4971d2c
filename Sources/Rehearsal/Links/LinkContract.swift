import Foundation

/// What every chat promises to whoever works at a desk behind it. Each link's tests play the
/// whole list: `@Test(arguments: LinkContract.all(for: nature))`.
package enum LinkContract {
    /// Where the scenarios are written down. Other programs play them, too.
    static let directory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Tests/DeskScenarios")

    /// Every scenario that such a chat can play.
    package static func all(for nature: LinkNature) -> [LinkScenario] {
        everything.filter { $0.suits(nature) }
    }

    /// Nothing if a document cannot be read; `read` says which.
    private static let everything: [LinkScenario] = (try? read()) ?? []

    /// - Throws: for a document that cannot be understood.
    package static func read() throws -> [LinkScenario] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return try names.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name in
            let url = directory.appendingPathComponent(name)
            return try LinkScenario.read(String(contentsOf: url, encoding: .utf8), named: name)
        }
    }

    /// Plays a scenario with a real desk and store behind the stage's link.
    /// - Throws: what was shown otherwise than it is written.
    package static func play(_ scenario: LinkScenario, on stage: any LinkStage) async throws {
        try await LinkPlay(scenario, on: stage).run()
    }
}
