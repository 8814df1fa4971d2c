import Casework
import Testing

@testable import Phrasebook

@Suite struct PageMailTests {
    private static let now = Instant(seconds: 1_795_922_100)

    private func wording(_ style: Wording.Style = .unicode) -> Wording {
        Wording(sigil: "!", style: style, clock: Wall.utc.localTime, now: Self.now)
    }

    private func paged(_ number: Int64, _ priority: Priority = .p1, due: Lapse?) -> PagedCase {
        PagedCase(
            id: CaseID(number), priority: priority, queue: "care",
            openedAt: Self.now - .minutes(2), firstResponseDueAt: due.map { Self.now + $0 })
    }

    private func page(_ cases: [PagedCase], isTest: Bool = false) -> Page {
        Page(
            key: "p", person: "sam", channel: .email, cases: cases, chain: "nights", step: 2,
            isTest: isTest, createdAt: Self.now)
    }

    @Test func `one case is told with its times, and how to acknowledge it`() {
        let mail = wording().mail(for: page([paged(42, due: .minutes(15))]), hasLink: true)
        #expect(mail.subject == "PAGE #42 P1 care, due 03:30 (15m)")
        #expect(
            mail.lines == [
                "1 case to look after:", "",
                "#42 P1 care, opened 03:13 (2m ago), first reply due 03:30 (15m)", "",
                "You are paged by nights, step 2. In the chat, “ack 42” says that you look after it, "
                    + "and nobody else is paged.", "",
                "So does the button behind this link, once:",
            ])
    }

    @Test func `several are one mail, the most urgent first`() {
        let mail = wording(.plain).mail(
            for: page([paged(43, .p2, due: nil), paged(50, due: nil), paged(42, due: nil)]),
            hasLink: false)
        #expect(mail.subject == "PAGE 3 cases: #42 P1 care, ...")
        #expect(
            mail.lines == [
                "3 cases to look after:", "", "#42 P1 care, opened 03:13 (2m ago)",
                "#50 P1 care, opened 03:13 (2m ago)", "#43 P2 care, opened 03:13 (2m ago)", "",
                "You are paged by nights, step 2. In the chat, “ack all” says that you look after "
                    + "them, and nobody else is paged.",
            ])
    }

    @Test func `practice is said to be practice`() {
        let mail = wording().mail(for: page([], isTest: true), hasLink: true)
        #expect(mail.subject == "Page for practice, nothing has happened")
        #expect(mail.lines.first == "This is a page for practice. Nothing has happened.")
        let cases = wording().mail(for: page([paged(42, due: nil)], isTest: true), hasLink: false)
        #expect(cases.subject == "For practice: PAGE #42 P1 care")
    }
}
