import CaseStore
import Casework
import Phrasebook

/// Who can be asked, and what waits for somebody's answer.
extension Turn {
    /// Open questions of one person that are looked at.
    static let questionsMax = 100
    /// And that are named in one line.
    static let questionsNamed = 8

    /// The case that a command is about. What was asked of a case that became part of another goes
    /// on there, and an expert learns of no other case's existence.
    func subject(_ id: CaseID, of act: Act, _ actor: Actor) throws -> Case? {
        guard case .command(.answer) = act.order else { return try store.matter(id) }
        var matter = try store.matter(id)
        while let into = matter?.mergedInto { matter = try store.matter(into) }
        if matter == nil, actor.person.isGuest { throw Refusal.notAsked(id) }
        return matter
    }

    /// The case of the one question that waits for somebody's answer.
    func onlyQuestion(of person: PersonID) throws -> CaseID {
        var asked: [CaseID] = []
        for open in try store.openQuestions(of: person, limit: Turn.questionsMax)
        where !asked.contains(open.id) {
            asked.append(open.id)
        }
        guard let only = asked.first else { throw Refusal.notAsked(nil) }
        guard asked.count == 1 else { throw Refusal.whichQuestion(asked) }
        return only
    }

    /// How everybody stands whom a command may bring in.
    func standings() throws -> [Standing] {
        try directory.people.map { person in
            let open = try store.openQuestions(of: person.id, limit: Turn.questionsMax).count
            return Standing(
                person: person.id, isHere: directory.isHere(person.id),
                leave: directory.leave(of: person.id),
                load: open + (try workload(of: person.id, upTo: Turn.ownCasesMax)))
        }
    }

    /// Somebody has come who may not know what they were asked.
    mutating func remind(_ person: PersonID) throws {
        try remindOfPages(person)
        try remindOfShifts(person)
        let open = try store.openQuestions(of: person, limit: Turn.questionsMax)
        guard let first = open.first else { return }
        guard open.count == 1, let matter = try store.matter(first.id) else {
            let named = open.prefix(Turn.questionsNamed)
            return try tell(
                person,
                .questionsWait(
                    named.map { Notice.Asked($0.question, about: $0.id) }, total: open.count))
        }
        let brief = CaseBrief(matter, practice: desk.policy.practice)
        let posts = matter.posts(of: first.question)
        try tell(person, .question(brief, first.question, about: posts), about: first.id)
    }

    private mutating func tell(
        _ person: PersonID, _ notice: Notice, about id: CaseID? = nil
    ) throws {
        try post(Announcement(to: [.person(person)], notice), about: id, origin: nil)
    }
}

extension Command {
    /// The same with whoever it names as `people.yaml` knows them.
    func naming(_ person: (String) throws -> PersonID) rethrows -> Command {
        guard case .ask(.person(let typed), let text) = self else { return self }
        return .ask(of: .person(try person(typed.rawValue)), text: text)
    }
}
