import Casework
import Phrasebook
import Testing

@Suite struct ReturnWordingTests {
    @Test func `cases that rang before nobody are named, and counted when they are many`() {
        let wording = Desk.wording()
        expect(
            wording.rangMeanwhile([CaseID(5), CaseID(7)]),
            read: "while nobody was here, #5, #7 rang: !queue")
        expect(
            wording.rangMeanwhile([CaseID(5)], more: 3),
            read: "while nobody was here, #5 and 3 more rang: !queue")
    }
}
