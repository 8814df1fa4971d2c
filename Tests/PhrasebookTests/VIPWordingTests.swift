import Casework
import Phrasebook
import Testing

/// `vip`, both ways.
@Suite struct VIPWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12))

    @Test func `a customer, on or off, a reason and an end`() {
        Table(
            """
            !vip ⇒ look vips
            !vip @mara@social.example on waits for the board ⇒ vip desk @mara@social.example at - on "waits for the board" until -
            !vip crm:@mara on x until 2026-12-24 ⇒ vip desk @mara at crm on "x" until 2026-12-24
            !vip @mara:example.org on x for 30d ⇒ vip desk @mara:example.org at - on "x" until 2592000s
            !vip matrix:@mara:example.org ON x until 18:00 ⇒ vip desk @mara:example.org at matrix on "x" until 18:0
            !vip mara on waits for news until 2h ⇒ vip desk mara at - on "waits for news" until 7200s
            !vip mara on waits until the board met for 2 weeks ⇒ vip desk mara at - on "waits until the board met for 2 weeks" until -
            !vip mara on a promise  for 1d 2h ⇒ vip desk mara at - on "a promise" until 93600s
            !vip mara off ⇒ vip desk mara at - off "" until -
            !vip mara off for 2h of quiet ⇒ vip desk mara at - off "for 2h of quiet" until -
            !vip mara on ⇒ ✗ usage vip
            !vip mara on for 2h ⇒ ✗ usage vip
            !vip mara on x until 24 Dec ⇒ ✗ usage vip
            !vip mara on x until 2026-02-30 ⇒ ✗ usage vip
            !vip mara ⇒ ✗ usage vip
            !vip @ on x ⇒ ✗ usage vip
            !vip mara please on x ⇒ ✗ usage vip
            """
        ).expectReading()
    }

    @Test func `the list says why, since when, until when and by whom`() {
        expect(
            wording.vips([Samples.vip, Samples.everywhere]),
            read: """
                2 VIPs:
                ‹@mara@social.example› at ‹crm› · ‹waits for the board› · since 09:12 (1h 22m \
                ago), by sam · until 18:00 (7h 25m)
                ‹@zed› · ‹a journalist› · since 09:12 (1h 22m ago), by sam
                """)
        expect(
            wording.vips([]),
            read: """
                nobody is on the list of VIPs. !vip @mara on waits for the board for 30d puts \
                somebody there.
                """)
    }

    @Test func `why tells what a supervisor said`() {
        let matter = Desk.matter()
        let lines = wording.why(matter, routing: nil, vip: Samples.vip)
        expect(
            Array(lines.dropFirst(2)),
            read: """
                #42 │ VIP until 18:00 (7h 25m): ‹waits for the board› (sam, 09:12)
                """)
    }
}
