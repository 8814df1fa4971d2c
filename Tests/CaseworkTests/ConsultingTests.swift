import Casework
import Rehearsal
import Testing

/// Bringing somebody in: questions, answers, escalations.
@Suite struct ConsultingTests {
    @Test(arguments: scenarios)
    func `somebody is brought in`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "one person is asked, whose answer is told where the case is worked",
            """
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            bo    asks     #1 eve ""              → refused(emptyText)
            bo    asks     #1 nobody "so?"        → refused(unknownPerson: nobody)
            bo    asks     #1 bo "so?"            → refused(askedYourself)
            max   answers  #1 "yes"               → refused(notAsked: #1)
            bo    answers  #1 "yes"               → refused(notAsked: #1)
            bo    asks     #1 Eve "may we pay?"   → asked eve, tells asker asked, tells eve question
            eve   notes    #1 "x"                 → refused(beyondQuestion)
            eve   asks     #1 max "may we?"       → refused(beyondQuestion)
            eve   holds    care "x"               → refused(beyondQuestion)
            eve   answers  #1 ""                  → refused(emptyText)
            eve   answers  #1 "yes, 20"           → asked nobody, tells asker answered
            eve   answers  #1 "or 30"             → tells care expertAnswered
            """),
        Scenario(
            "whoever is on call asks, and anybody who knows may be asked",
            """
            mara  posts    #1 "hello"
            olu   asks     #1 dana "invoice?"     → asked dana, tells dana question
            dana  answers  #1 "paid"              → asked nobody, tells care expertAnswered
            """),
        Scenario(
            "of those who have a skill and are there, whoever has least to do is asked",
            """
            mara  posts    #1 "hello"
            bo    asks     #1 +lgal "may we?"     → refused(nobodyKnows)
            bo    asks     #1 +LEGAL "may we?"    → asked eve
            bo    asks     #1 +legal "or this?"   → asked eve max
            eve   answers  #1 "no"                → asked max
            desk  excuses  eve
            bo    asks     #1 +legal "and that?"  → asked max max
            desk  excuses  eve max
            bo    asks     #1 +legal "well?"      → refused(nobodyKnows)
            desk  excuses  nobody
            desk  seats    bo
            bo    asks     #1 +legal "well?"      → refused(nobodyKnows)
            bo    asks     #1 eve "well?"         → asked max max eve, tells asker asked
            """),
        Scenario(
            "one answer is for all that somebody was asked",
            """
            mara  posts    #1 "hello"
            bo    asks     #1 eve "may we?"
            dana  asks     #1 eve "must we?"      → asked eve eve
            eve   answers  #1 "no"                → asked nobody
            """),
        Scenario(
            "with the case its questions end; what somebody knows lands there all the same",
            """
            mara  posts    #1 "hello"
            bo    claims   #1
            bo    asks     #1 eve "may we?"       → asked eve
            bo    resolves #1                     → resolved, asked nobody
            eve   answers  #1 "no"                → resolved, tells care expertAnswered
            bo    asks     #1 eve "and now?"      → refused(wrongPhase: ask)
            """),
        Scenario(
            "a question goes on with its posts when two cases become one",
            """
            mara  posts    #1 "hello"
            mara  posts    #2 "my line is slow"
            bo    asks     #1 eve "may we?"
            bo    asks     #2 max "can we?"
            bo    merges   #1 #2                  → asked max eve
            eve   answers  #1 "no"                → refused(movedOn)
            eve   answers  #2 "no"                → asked max
            """),
        Scenario(
            "an escalation goes to somebody known and to the approvals room, with a reason or not",
            """
            mara  posts    #1 "hello"
            bo    escalates #1 lee               → tells lee escalated, tells approvals escalated
            bo    escalates #1 Lee "now"         → tells lee escalated
            bo    escalates #1 nobody "help"     → refused(unknownPerson: nobody)
            bo    escalates #1 "help"            → tells approvals escalated
            eve   escalates #1 "help"            → refused(beyondQuestion)
            """),
        Scenario(
            "to a skill, to those on call, to the supervisors or to another queue",
            """
            mara  posts    #1 "hello"
            bo    escalates #1 +network "help"   → tells approvals escalated, tells max escalated
            desk  seats    bo eve lee
            bo    escalates #1 +legal "help"     → tells eve escalated
            bo    escalates #1 +network "help"   → tells max escalated
            bo    escalates #1 +soup "help"      → refused(nobodyKnows)
            bo    escalates #1 #oncall "help"    → tells oncall escalated, tells olu escalated
            bo    escalates #1 #supervisors "x"  → tells lee escalated
            bo    escalates #1 #billing "money"  → tells billing escalated
            bo    escalates #1 #soup "help"      → refused(unknownQueue: soup)
            """),
    ]

    // MARK: - What a table cannot say

    private func asked(_ script: String) -> ScenarioDesk {
        var desk = ScenarioDesk()
        for line in script.split(separator: "\n") {
            guard let line = ScenarioLine(String(line)), desk.play(line) != nil else {
                Issue.record("not understood: \(line)")
                continue
            }
        }
        return desk
    }

    @Test func `whoever is asked sees the newest posts that wait for an answer, and no more`() {
        let desk = asked(
            """
            mara  posts    #1 "one"
            mara  posts    #1 "two"
            mara  posts    #1 "three"
            zed   posts    #1 "me too"
            mara  posts    #1 "four"
            bo    asks     #1 eve "may we?"
            """)
        let question = desk.matters[CaseID(1)]?.questions.first
        #expect(question?.posts.map(\.id) == ["m2", "m3", "m5"])
        #expect(question?.by == "bo")
        let shown = desk.log.last?.facts ?? []
        #expect(shown.map(\.type) == ["expert.asked"])
    }

    @Test func `what was answered already is the newest post alone`() {
        let desk = asked(
            """
            desk  policy   never
            mara  posts    #1 "one"
            bo    claims   #1
            bo    replies  #1 "Hi Mara"
            +90s  outbox departs #1
            outbox lands   #1 sent
            mara  posts    #1 "thanks"
            bo    asks     #1 eve "may we?"
            """)
        #expect(desk.matters[CaseID(1)]?.questions.first?.posts.map(\.id) == ["m2"])
    }

    @Test func `a case takes so many questions and no more`() throws {
        var desk = asked(#"mara posts #1 "hello""#)
        let bo = try #require(desk.person("bo"))
        let eve = try #require(desk.person("eve"))
        func ask() -> Refusal? {
            let result = desk.submit(
                .ask(of: .person("eve"), text: "so?"), to: CaseID(1), by: desk.actor(bo))
            if case .failure(let refusal) = result { return refusal }
            return nil
        }
        for _ in 0..<Question.openMax { #expect(ask() == nil) }
        #expect(ask().map(ScenarioNames.name) == "tooMany")
        for _ in Question.openMax..<Question.countMax {
            _ = desk.submit(.answer(text: "yes"), to: CaseID(1), by: desk.actor(eve))
            #expect(ask() == nil)
        }
        _ = desk.submit(.answer(text: "yes"), to: CaseID(1), by: desk.actor(eve))
        #expect(ask().map(ScenarioNames.name) == "tooMany")
        #expect(desk.breaches == [])
        #expect(desk.replayed() == [])
    }
}
