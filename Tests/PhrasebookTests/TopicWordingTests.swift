import Casework
import Phrasebook
import Testing

@Suite struct TopicWordingTests {
    private let wording = Desk.wording()

    @Test func `a topic says plan and load, and times without a distance`() {
        #expect(
            wording.topic(plans: [], open: 12, free: 3, due: Desk.at(10, 58))
                == "plan: normal · 12 open, 3 free · next due 10:58")
        #expect(
            wording.topic(plans: Samples.plansOn, open: 1, free: 0, due: Desk.at(10, 30))
                == "plan: outage until 12:31, quiet until 26 Nov 10:31 · 1 open, 0 free · overdue since 10:30"
        )
        #expect(
            wording.topic(plans: [], open: 2, free: 2, due: nil)
                == "plan: normal · 2 open, 2 free")
        #expect(
            wording.topic(plans: [], open: 0, free: 0, due: nil)
                == "plan: normal · nothing open")
    }

    @Test func `a plain topic begins as every other, so that it is known again`() {
        #expect(
            Desk.wording(style: .plain).topic(plans: [], open: 12, free: 3, due: nil)
                == "plan: normal, 12 open, 3 free")
    }
}
