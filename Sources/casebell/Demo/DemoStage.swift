import Casework
import Chat
import ConsoleLink
import Desk
import Synchronization

/// Where the made-up people act: they post as customers, speak as colleagues, and wait for what
/// the rooms show.
final class DemoStage: Sendable {
    /// Nothing on this stage takes longer; a play that waits longer has failed.
    static let patience = Duration.seconds(12)

    private let desk: DemoDesk
    private let door: any MentionDoor
    private let clock = SystemDeskClock()
    private let pace: Double
    private let seen = Mutex<[ConsoleLine]>([])

    init(_ desk: DemoDesk, door: any MentionDoor, pace: Double) {
        self.desk = desk
        self.door = door
        self.pace = pace
    }

    /// Keeps what is shown, until the console ends.
    func watch() async {
        for await line in desk.link.transcript() { seen.withLock { $0.append(line) } }
    }

    func rest(_ seconds: Double) async throws {
        try await Task.sleep(for: .milliseconds(Int(seconds * 1000 / pace)))
    }

    func post(_ mention: Mention) async throws {
        var mention = mention
        mention.postedAt = clock.now()
        _ = try await door.take([mention])
    }

    func say(_ person: Person, in room: RoomAddress = DemoDesk.work, _ text: String) {
        desk.link.hear(person: person.id.rawValue, room: room, text: text)
    }

    /// The first line that shows all these words, new since the last call that found one.
    @discardableResult
    func await(_ words: String...) async throws -> ConsoleLine {
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            let found = seen.withLock { lines -> ConsoleLine? in
                guard
                    let index = lines.firstIndex(where: { line in
                        line.post != nil && words.allSatisfy { line.text.contains($0) }
                    })
                else { return nil }
                return lines.remove(at: index)
            }
            if let found { return found }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CommandFailure(
            .internal, "the demo waited in vain for: \(words.joined(separator: " … "))")
    }

    /// Takes the oldest line that shows a word, if there is one.
    func take(_ word: String) -> ConsoleLine? {
        seen.withLock { lines in
            lines.firstIndex { $0.post != nil && $0.text.contains(word) }
                .map { lines.remove(at: $0) }
        }
    }
}

extension ConsoleLine {
    /// The mark that the line names: after `draft 1`, or right after the case's number.
    var mark: String? {
        let words = text.split(separator: " ").map { word in
            word.last == "," ? String(word.dropLast()) : String(word)
        }
        let after =
            if let draft = words.firstIndex(of: "draft") {
                draft + 2
            } else {
                words.firstIndex { $0.first == "#" }.map { $0 + 1 } ?? words.endIndex
            }
        guard after < words.endIndex else { return nil }
        return Mark(typed: words[after])?.rawValue
    }

    /// The number of the first case that the line names.
    var caseNumber: Int? {
        text.firstIndex(of: "#").flatMap {
            Int(text[text.index(after: $0)...].prefix { $0.isNumber })
        }
    }
}
