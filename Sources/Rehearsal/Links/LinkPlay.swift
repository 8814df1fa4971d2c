import CaseStore
import Casework
import Desk
import Foundation
import Logging

/// One scenario on its way: a desk of its own, and what everybody has seen so far.
final class LinkPlay {
    /// For one line, while a thousand other tests wait for their turn.
    private static let patience = Duration.seconds(45)
    /// For the rest of a line that was cut.
    private static let patienceWithRest = Duration.seconds(5)
    private static let piecesMax = 6

    private let scenario: LinkScenario
    private let stage: any LinkStage
    private var known: [String: String] = [:]
    /// How many lines have been read in each place.
    private var read: [LinkPlace: Int] = [:]
    /// How many lines there may be in places that were left to gather.
    private var limits: [LinkPlace: Int] = [:]
    private var mentions = 0
    /// Where the one spoke last who is not of the desk.
    private var strangersRoom: RoomName?
    private var reachesStrangers: Bool { stage.nature.reachesStrangers || strangersRoom == nil }

    init(_ scenario: LinkScenario, on stage: any LinkStage) {
        self.scenario = scenario
        self.stage = stage
    }

    func run() async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("link-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let store = try SQLiteStore.open(
            path: directory.appendingPathComponent("casebell.db").path,
            now: LinkCast.now)
        let customers = LinkCustomers(stage.sights)
        let desk = Desk(
            try LinkCast.setup(stage, customers, scenario.wishes), store: store,
            logger: Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() })
        let stage = stage
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { do { try await stage.run() } catch is CancellationError {} }
            group.addTask { do { try await desk.run() } catch is CancellationError {} }
            let result: Result<Void, any Error>
            do {
                try await stage.seat()
                try await play(desk.mentions)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            group.cancelAll()
            while let _ = await group.nextResult() {}
            try await store.close()
            try result.get()
        }
    }

    private func play(_ door: any MentionDoor) async throws {
        // Whoever is there is known before anything happens.
        try await fence()
        for line in scenario.lines {
            switch line.step {
            case .says(let clients, let room, let text):
                let words = LinePattern.filled(text, known)
                for client in clients { try await stage.say(words, by: client, in: room) }
                if clients.contains(where: { $0.name == LinkCast.stranger }) {
                    strangersRoom = room
                }
            case .writes(let customer, let text):
                try await write(text, by: customer, door)
            case .shows(.client(LinkCast.stranger), let pattern) where !reachesStrangers:
                guard let room = strangersRoom else { continue }
                try await expect(
                    pattern.spoken(to: LinkCast.stranger), in: .room(room), line)
            case .shows(let place, let pattern):
                try await expect(pattern, in: place, line)
            case .gathers(let place, let linesMax, let words):
                try await gather(words, in: place, linesMax, line)
            }
        }
        try await fence()
        try expectNothingMore()
    }

    private func write(
        _ text: String, by customer: String, _ door: any MentionDoor
    ) async throws {
        mentions += 1
        let mention = Mention(
            key: MentionKey(source: "crm", id: "m\(mentions)"), text: text,
            postedAt: LinkCast.now, author: LinkCast.author(of: customer),
            conversation: "with-\(customer)")
        _ = try await door.take([mention])
    }

    private func expect(
        _ pattern: LinePattern, in place: LinkPlace, _ line: LinkScenario.NumberedLine
    ) async throws {
        let start = read[place, default: 0]
        var shown = ""
        for count in 1...LinkPlay.piecesMax {
            let patience = count == 1 ? LinkPlay.patience : LinkPlay.patienceWithRest
            let piece = await stage.sights.line(start + count - 1, in: place, patience: patience)
            guard let piece else { break }
            shown = count == 1 ? piece : shown + " " + LinkPlay.rest(piece)
            if let names = try pattern.match(shown, known) {
                known.merge(names) { $1 }
                read[place] = start + count
                return
            }
            if !stage.nature.cutsLines { break }
        }
        throw Otherwise(
            line: line, shown: shown.isEmpty ? nil : shown, transcript: transcript())
    }

    private func gather(
        _ words: [String], in place: LinkPlace, _ linesMax: Int, _ line: LinkScenario.NumberedLine
    ) async throws {
        let start = read[place, default: 0]
        limits[place] = start + linesMax
        var missing = Set(words)
        for position in start..<start + linesMax where !missing.isEmpty {
            let shown = await stage.sights.line(
                position, in: place, patience: LinkPlay.patience)
            guard let shown else { break }
            missing = missing.filter { !shown.contains($0) }
        }
        guard missing.isEmpty else {
            throw Otherwise(
                line: line, shown: "no \(missing.sorted())", transcript: transcript())
        }
    }

    /// A later piece of a cut line without what it repeats.
    private static func rest(_ piece: String) -> String {
        guard piece.hasPrefix("#"), let bar = piece.range(of: " │ "),
            piece[..<bar.lowerBound].dropFirst().allSatisfy(\.isNumber)
        else { return piece }
        return String(piece[bar.upperBound...])
    }

    /// Whatever was said before has been answered when this is: a link and the desk keep order.
    private func fence() async throws {
        guard let lee = LinkCast.clients.first(where: { $0.name == "lee" }) else { return }
        let place = LinkPlace.client(lee.name)
        let start = stage.sights.lines(in: place).count
        try await stage.say("show 999999", by: lee, in: nil)
        var position = start
        while let line = await stage.sights.line(position, in: place, patience: LinkPlay.patience) {
            position += 1
            guard line.contains("#999999") else { continue }
            if start == read[place, default: 0], position == start + 1 { read[place] = position }
            return
        }
        throw Otherwise(line: nil, shown: nil, transcript: transcript())
    }

    private func expectNothingMore() throws {
        for place in stage.sights.places {
            let lines = stage.sights.lines(in: place)
                .dropFirst(limits[place] ?? read[place, default: 0])
                .filter { !$0.contains("#999999") }
            guard let line = lines.first else { continue }
            throw Unexpected(place: place, shown: line, transcript: transcript())
        }
    }

    private func transcript() -> String {
        stage.sights.places.map { place in
            "\(place):\n" + stage.sights.lines(in: place).map { "    \($0)\n" }.joined()
        }.joined()
    }
}

/// A line read otherwise than it is written, or did not come.
private struct Otherwise: Error, CustomStringConvertible {
    var line: LinkScenario.NumberedLine?
    var shown: String?
    var transcript: String
    var description: String {
        """
        \(line?.position ?? "the desk did not answer"): \(line?.text ?? "")
            \(shown.map { "but: \($0)" } ?? "but nothing came")
        What everybody saw:
        \(transcript)
        """
    }
}

/// A line that nobody wrote down.
private struct Unexpected: Error, CustomStringConvertible {
    var place: LinkPlace
    var shown: String
    var transcript: String
    var description: String {
        "nobody expected, in \(place): \(shown)\nWhat everybody saw:\n\(transcript)"
    }
}
