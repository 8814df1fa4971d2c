import Casework
import Rehearsal
import Testing

@Suite struct DeskOrderTests {
    @Test(arguments: scenarios)
    func `the brake is a supervisor's`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "it goes on once and off once",
            """
            mara  posts    #1 "hello"
            dana  holds "storm"                  → refused(notAllowed: supervisor)
            kim   holds "storm"                  → refused(notAllowed: supervisor)
            kim   holds nowhere "storm"          → refused(unknownQueue: nowhere)
            kim   holds billing "storm"
            lee   holds billing "storm"          → refused(brakeAlreadyOn: billing)
            lee   holds "storm"
            lee   holds "storm"                  → refused(brakeAlreadyOn: desk)
            kim   unholds                        → refused(notAllowed: supervisor)
            kim   unholds billing
            lee   unholds billing                → refused(noBrake: billing)
            lee   unholds
            lee   unholds                        → refused(noBrake)
            """),
        Scenario(
            "it stops its queue and no other",
            """
            desk  policy never
            mara  posts    #1 "hello"
            mara  posts    #2 "my invoice"
            dana  claims   #1
            dana  claims   #2
            dana  replies  #1 "Hi"               → approved
            dana  replies  #2 "Hi"               → approved
            kim   holds billing "storm"
            desk  waits    #1                    → approved
            desk  waits    #2                    → drafted, draft aa23 held
            """),
    ]

    @Test func `nobody unknown pulls it`() {
        var desk = ScenarioDesk()
        let result = desk.submit(.hold(queue: nil, reason: "storm"), by: nil)
        #expect(throws: Refusal.unknownSpeaker) { try result.get() }
    }
}
