import CaseStore
import Casework
import Phrasebook

/// What experts see: the questions that they were asked, the posts that those are about, and what
/// they answered themselves.
extension Looker {
    /// Told to them alone, wherever they ask: others were not asked.
    func answer(_ look: Look, toGuest person: Person, _ wording: Wording) async -> Answer {
        do {
            let lines = try await lines(look, toGuest: person, wording)
            return Answer(lines: lines, isPersonal: true)
        } catch let refusal as Refusal {
            return Answer(lines: wording.lines(for: refusal), isPersonal: true)
        } catch {
            return Answer(lines: wording.lines(for: Refusal.notRecorded), isPersonal: true)
        }
    }

    private func lines(
        _ look: Look, toGuest person: Person, _ wording: Wording
    ) async throws -> [Line] {
        switch look {
        case .help(let verb):
            return verb.map { wording.help(on: $0, for: person) } ?? wording.help(for: person)
        case .queue:
            let open = try await store.read {
                try $0.openQuestions(of: person.id, limit: Self.countMax)
            }
            let listed = open.prefix(Turn.questionsNamed).map {
                Notice.Asked($0.question, about: $0.id)
            }
            return [wording.questions(Array(listed), total: open.count)]
        case .show(let id):
            return try await asked(of: id, person.id, wording)
        default:
            throw Refusal.beyondQuestion
        }
    }

    private func asked(
        of id: CaseID, _ person: PersonID, _ wording: Wording
    ) async throws -> [Line] {
        let (found, notes) = try await store.read { store in
            var matter = try store.matter(id)
            while let into = matter?.mergedInto { matter = try store.matter(into) }
            return (matter, try matter.map { try store.notes(of: $0.id) } ?? [])
        }
        guard let matter = found, matter.questions.contains(where: { $0.expert == person }) else {
            throw Refusal.notAsked(id)
        }
        return wording.asked(
            matter, of: person, answers: notes.filter { $0.kind == .answer && $0.by == person })
    }
}
