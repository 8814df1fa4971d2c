import Casework
import Phrasebook

/// Whose figures somebody may see, and asked for.
struct StatsScope: Sendable {
    var subject: StatsReport.Subject
    /// Nothing: all of them.
    var queues: [QueueName]?
    /// Nothing: the desk's or a queue's figures.
    var people: [PersonID]?

    /// - Throws: `Refusal` if there is no such subject, or it is not the speaker's to see.
    init(_ question: Statistician.Question, _ setup: DeskSetup) throws {
        let me = question.person
        let supervised = setup.settings.queues.map(\.name).filter { me.may(.supervisor, in: $0) }
        switch question.subject {
        case .person(let typed):
            let folded = typed.lowercased()
            guard
                let person = setup.staff.map(\.person.id).first(where: {
                    $0.rawValue.lowercased() == folded
                })
            else { throw Refusal.unknownPerson(typed) }
            subject = .person(person)
            people = [person]
            if person == me.id { return }
        case .skill(let typed):
            let skilled = setup.staff.map(\.person).filter { person in
                person.skills.contains { $0.lowercased() == typed.lowercased() }
            }
            guard !skilled.isEmpty else { throw Refusal.unknownPerson("+\(typed)") }
            subject = .skill(typed)
            people = skilled.map(\.id)
        case .queue(let typed):
            guard
                let queue = setup.settings.queues.map(\.name).first(where: {
                    $0.rawValue.lowercased() == typed.lowercased()
                })
            else { throw Refusal.unknownQueue(typed) }
            subject = .queue(queue)
            guard supervised.contains(queue) else {
                throw Refusal.notAllowed(nil, needs: .supervisor)
            }
            queues = [queue]
            return
        case nil where supervised.isEmpty:
            subject = .person(me.id)
            people = [me.id]
            return
        case nil:
            subject = .desk
        }
        guard !supervised.isEmpty else { throw Refusal.notAllowed(nil, needs: .supervisor) }
        queues = supervised.count == setup.settings.queues.count ? nil : supervised
    }

    /// It happened where the speaker may look.
    func includes(_ measure: Measure) -> Bool { queues?.contains(measure.queue) ?? true }

    /// It is one of the subject's.
    func counts(_ measure: Measure) -> Bool {
        people.map { people in measure.person.map(people.contains) ?? false } ?? true
    }

    func isOf(_ person: PersonID) -> Bool { people?.contains(person) ?? true }
}
