import Casework
import Desk

/// Where customers write: it brings what they wrote to the desk's door, and goes on bringing it
/// until the desk has said that it has it.
final class Source {
    let name: SourceName
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private var chance: Chance
    /// The door of the process that runs just now, and its number.
    var door: () -> (any MentionDoor, Int)? = { nil }
    private var waiting: [Version] = []
    private var isBringing = false
    private(set) var accepted = 0
    /// Still not taken.
    var isEmpty: Bool { waiting.isEmpty && !isBringing }

    /// A mention as it was when it was put on its way.
    struct Version: Sendable {
        var number: Int
        var mention: Mention
    }

    init(
        _ name: SourceName, _ scheduler: Scheduler, _ chronicle: Chronicle, _ chance: Chance
    ) {
        self.name = name
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.chance = chance
    }

    func bring(_ record: MentionRecord, number: Int) {
        waiting.append(Version(number: number, mention: record.mention))
        carry(after: chance.milliseconds(10, 3000))
    }

    private func carry(after lapse: Lapse) {
        guard !isBringing else { return }
        isBringing = true
        scheduler.after(lapse) { [weak self] in self?.carryNow() }
    }

    private func carryNow() {
        guard let (door, life) = door(), !waiting.isEmpty else {
            isBringing = false
            if !waiting.isEmpty { carry(after: chance.seconds(2, 20)) }
            return
        }
        let batch = Array(waiting.prefix(1 + chance.below(5)))
        var isOver = false
        let answered = Answer { [weak self] acceptances in
            guard let self, !isOver else { return }
            isOver = true
            isBringing = false
            answer(batch, acceptances, life)
        }
        scheduler.begin {
            let acceptances = try? await door.take(batch.map(\.mention))
            answered.give(acceptances)
        }
        // Whoever gets no answer hangs up and comes again.
        scheduler.after(.seconds(30)) { answered.give(nil) }
    }

    private func answer(_ batch: [Version], _ acceptances: [Acceptance]?, _ life: Int) {
        guard let acceptances, let (_, current) = door(), current == life else {
            return carry(after: chance.seconds(2, 40))
        }
        for (version, acceptance) in zip(batch, acceptances) { accept(version, acceptance) }
        let isAgain = chance.oneIn(30)
        // Now and then something is brought although it was taken.
        if !isAgain { waiting.removeFirst(batch.count) }
        if !waiting.isEmpty { carry(after: chance.milliseconds(10, 500)) }
    }

    private func accept(_ version: Version, _ acceptance: Acceptance) {
        let record = chronicle.mentions[version.number]
        chronicle.note(
            scheduler.now,
            "\(name) \(acceptance.key.id) is in \(acceptance.matter)\(acceptance.isDuplicate ? " already" : "")"
        )
        if acceptance.key != version.mention.key {
            chronicle.breaches.append(
                Breach(
                    invariant: 1, words: "\(version.mention.key) was answered for another",
                    matter: acceptance.matter, at: scheduler.now))
        }
        record.acceptedIn.append(acceptance.matter)
        record.acceptedAt = record.acceptedAt ?? scheduler.now
        record.acceptedText = version.mention.text
        if version.mention.deletedAt != nil { record.acceptedDeletion = true }
        accepted += 1
    }
}

/// Takes the answer of a door to where it is waited for.
private final class Answer:
    // On the world's one thread only.
    @unchecked Sendable
{
    private let take: ([Acceptance]?) -> Void
    init(_ take: @escaping ([Acceptance]?) -> Void) { self.take = take }
    func give(_ acceptances: [Acceptance]?) { take(acceptances) }
}
