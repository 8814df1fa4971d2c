import Casework
import Phrasebook
import Testing

@Suite struct TimeWordingTests {
    private func due(_ at: Instant, now: Instant = Desk.at(10, 31)) -> String {
        let brief = Desk.brief { $0.clock?.dueAt = at }
        let line = Desk.wording(now: now, to: "x", isDirect: true).lines(
            for: .refused(.alreadyTheirs(brief, "lee")))
        return String(line.text.dropFirst("#42 is lee's already, ".count).dropLast())
    }

    @Test(arguments: [
        (Desk.at(10, 31, 20), "due 10:31 (20s)"), (Desk.at(10, 31), "due 10:31 (0s)"),
        (Desk.at(10, 58), "due 10:58 (27m)"), (Desk.at(12, 16), "due 12:16 (1h 45m)"),
        (Desk.at(12, 31), "due 12:31 (2h)"), (Desk.at(10, 26), "overdue 10:26 (5m ago)"),
        (Desk.at(34, 31), "due 22 Nov 10:31 (24h)"), (Desk.at(72, 0), "due 24 Nov 00:00 (2d)"),
        (Desk.at(-2, 0), "overdue 20 Nov 22:00 (12h 31m ago)"),
        (Desk.at(24 * 60, 5), "due 20 Jan 2027 00:05 (59d)"),
    ])
    func `times are given both ways, with the date unless it is today's`(
        _ at: Instant, _ words: String
    ) {
        #expect(due(at) == words)
    }

    @Test(arguments: [
        (Desk.at(11, 16), "due 11:16 (45m)"), (Desk.at(10, 32), "due 10:32 (1m)"),
        (Desk.at(10, 31, 30), "due 10:31 (30s)"), (Desk.at(12, 31), "due 12:31 (2h)"),
    ])
    func `the moment that passes while something is decided takes nothing away`(
        _ at: Instant, _ words: String
    ) {
        #expect(due(at, now: Desk.at(10, 31) + Lapse(milliseconds: 40)) == words)
        #expect(due(at, now: Desk.at(10, 31) + .seconds(1)) != words)
    }

    @Test(
        arguments: [
            (0, nil), (1, "1 follower"), (812, "812 followers"), (1000, "1k followers"),
            (4_850, "4.8k followers"), (48_000, "48k followers"), (999_999, "999k followers"),
            (1_200_000, "1.2M followers"), (12_345_678, "12M followers"),
            (2_000_000_000, "2B followers"), (-5, nil),
        ] as [(Int, String?)])
    func `followers are told in short`(_ count: Int, _ words: String?) {
        let brief = Desk.brief { $0.customer.followers = count }
        let lines = Desk.wording().lines(for: .ring(brief, mention: Desk.complaint))
        let facts = lines[0].text.split(separator: " · ")
        #expect(facts.first { $0.contains("follower") }.map(String.init) == words)
    }

    @Test(arguments: [
        (Lapse.seconds(42), "42s"), (.minutes(30), "30m"), (.seconds(402), "6m 42s"),
        (.minutes(65), "1h 5m"), (.hours(51), "2d 3h"), (Lapse(milliseconds: -5), "0s"),
    ])
    func `a measured time is told to the second`(_ lapse: Lapse, _ words: String) {
        let lines = Desk.wording().lines(
            for: .sent(
                Samples.held, Samples.k7f2, at: Desk.at(10, 30), firstResponse: lapse,
                target: nil))
        #expect(lines.text.hasSuffix("first response \(words)"))
    }

    @Test func `a screen reader is spared the signs`() {
        let wording = Desk.wording(style: .plain)
        let lines = (Samples.notices.flatMap(wording.lines) + wording.help(for: Desk.sam)).text
        for sign in ["│", "·", "→", "…", "⏎"] { #expect(!lines.contains(sign)) }
        #expect(lines.contains("Fourth day / without internet"))
        #expect(lines.contains("#42 P1 care, @mara@social.example (public), VIP"))
        #expect(lines.contains("#42: draft: Hi Mara"))
    }
}
