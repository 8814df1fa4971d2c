import Casework
import Phrasebook
import Testing

@Suite struct CardWordingTests {
    private let wording = Desk.wording()

    private func head(_ change: (inout Case) -> Void) -> String {
        let matter = Desk.matter(change)
        let lines = wording.card(matter, CaseBrief(matter, practice: false), showsText: true)
        return lines.first.map { String($0.marked.split(separator: " · ").last ?? "") } ?? ""
    }

    @Test func `a card says how the case stands, and what the customer said`() {
        let matter = Desk.matter()
        let lines = wording.card(matter, CaseBrief(matter, practice: false), showsText: true)
        #expect(lines.count == 2)
        #expect(lines[0].marked.hasPrefix("#42 P1 care · ‹@mara@social.example›"))
        #expect(lines[0].marked.hasSuffix(" · free, !claim 42"))
        #expect(lines[1].marked.contains("Third day without internet"))
    }

    @Test func `it names who holds it and rings nobody`() {
        let held = head {
            $0.phase = .claimed
            $0.holder = "dana"
            $0.heldSince = Desk.at(10, 31)
        }
        #expect(held == "dana's since 10:31")
        let answered = head {
            $0.phase = .answered
            $0.holder = "dana"
        }
        #expect(answered == "dana's, answered")
        #expect(head { $0.phase = .resolved } == "resolved")
        #expect(head { $0.phase = .noise } == "noise")
        let asleep = head {
            $0.phase = .snoozed
            $0.holder = "dana"
            $0.snoozedUntil = Desk.at(12, 0)
        }
        #expect(asleep == "dana's, asleep until 12:00")
    }

    @Test func `where outsiders might read, the customer's words are kept back`() {
        let matter = Desk.matter()
        let lines = wording.card(matter, CaseBrief(matter, practice: false), showsText: false)
        #expect(!lines.contains { $0.marked.contains("Third day") })
        #expect(lines.count == 2)
    }

    @Test func `a sign on a shared line is answered with the cases and the way to one`() {
        expect(
            Desk.wording(to: "dana").sharedLine([9, 10].map { CaseID($0) }, for: .claim),
            read: """
                {dana}: that line is of several cases (#9, #10), so a sign on it does nothing. Say \
                which: !claim 9
                """)
        let many = Desk.wording(to: "dana").sharedLine((1...13).map { CaseID($0) }, for: .escalate)
        #expect(many.first?.marked.contains("#10 and 3 more)") ?? false)
        #expect(many.first?.marked.hasSuffix("!escalate 1") ?? false)
    }

    @Test func `whoever changes what they said hears what it does not do`() {
        let told = Desk.wording(to: "dana")
        expect(
            told.changedAfterwards(),
            read: """
                {dana}: a line that is changed is not read again: what it did stands, and what it \
                says now is not done. Say it anew.
                """)
        #expect(told.takenAway().first?.marked.hasPrefix("{dana}: taking a line away") ?? false)
        #expect(told.notARoomOfTheDesk().first?.marked.contains("desk.yaml") ?? false)
    }
}
