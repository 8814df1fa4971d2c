import Casework
import Testing

@testable import casebell

/// What is wrong with hours, rotations and calendars is explained with its place. It is noon of
/// 28 November 2026.
@Suite struct RotaMistakes {
    static let now = Instant(seconds: 1_795_867_200)

    @Test(arguments: mistakes)
    func `a wrong rota is explained`(_ mistake: Mistake) throws {
        let folder = try ConfigurationFolder(mistake.files)
        #expect(folder.findings(at: Self.now) == mistake.expected)
    }

    static let people = """
        people:
          - { name: lee, roles: [oncall, supervisor, agent], accounts: { office: lee } }
          - { name: sam, roles: [supervisor, agent], accounts: { office: sam } }
        """

    private static func rota(_ text: String, _ others: [String: String] = [:]) -> [String: String] {
        [
            "rota.yaml": text, "people.yaml": people,
            "casebell.yaml": ConfigurationFolder.oneNetwork + "timezone: Europe/London\n",
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues: [{ name: care, room: care }]
            policy: { approval: always }

            """,
        ].merging(others) { $1 }
    }

    private static func layer(_ keys: String, _ others: [String: String] = [:]) -> [String: String]
    {
        rota("rotations:\n  - name: care\n    layers:\n      - { name: first, \(keys) }\n", others)
    }

    private static func calendar(_ lines: String) -> [String: String] {
        layer(
            "calendar: { file: oncall.ics }",
            [
                "oncall.ics": """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                SUMMARY:lee
                DTSTART:20260101T000000Z
                DURATION:P1D
                RRULE:FREQ=DAILY
                END:VEVENT
                \(lines)
                END:VCALENDAR
                """
            ])
    }

    static let mistakes: [Mistake] = hours + rotations + calendars

    private static let hours = [
        Mistake(
            "a rota that is in order",
            rota(
                """
                holidays: { all: [{ date: 12-25, name: Christmas }, { date: 2027-03-26 }] }
                hours: [{ queues: [care], open: [{ days: mon-fri, hours: "08:00-20:00" }], holidays: all }]
                rotations:
                  - { name: care, queues: [care], layers: [{ name: first, people: [lee, sam], turn: 12h, handover: "08:00", from: 2026-01-05 }] }
                """), finds: ""),
        Mistake(
            "a zone that there is not",
            rota("hours: [{ queues: [care], timezone: Europe/Londn, open: [{ days: mon }] }]"),
            finds: """
                rota.yaml:1:37: error: hours[0].timezone: "Europe/Londn" is no known time zone. Did you mean "Europe/London"?
                """),
        Mistake(
            "letters, offsets and cities, which are no names of zones",
            rota(
                """
                hours: [{ queues: [care], timezone: BST, open: [{ days: mon }] }]
                rotations:
                  - { name: a, timezone: PST, layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
                  - { name: b, timezone: UTC+2, layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
                  - { name: c, timezone: tokyo, layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
                  - { name: c2, timezone: GST, layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
                  - { name: d, timezone: US/Eastern, layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
                """),
            finds: """
                rota.yaml:1:37: error: hours[0].timezone: "BST" is no known time zone. Did you mean "Europe/London"?
                rota.yaml:3:26: error: rotations[0].timezone: "PST" is no known time zone. Did you mean "America/Los_Angeles"?
                rota.yaml:4:26: error: rotations[1].timezone: "UTC+2" is no known time zone. Write that of a place, as in Europe/London: it knows when clocks change.
                rota.yaml:5:26: error: rotations[2].timezone: "tokyo" is no known time zone. Did you mean "Asia/Tokyo"?
                rota.yaml:6:27: error: rotations[3].timezone: "GST" is no known time zone. Write for example Europe/London or UTC.
                """),
        Mistake(
            "holidays of the wrong year",
            rota(
                """
                holidays:
                  all:
                    - { date: 2025-12-25, name: Christmas }
                    - { date: 2062-01-01 }
                hours: [{ queues: [care], open: [{ days: mon }], holidays: [all] }]
                """),
            finds: """
                rota.yaml:3:15: warning: holidays.all[0].date: this holiday is over. Write its date of 2026, or 12-25 for every year.
                rota.yaml:4:15: warning: holidays.all[1].date: this holiday is in 2062. Is that the year that is meant? It is 2026.
                """),
        Mistake(
            "holidays that are none, twice, and nobody's",
            rota(
                """
                holidays:
                  all: [{ date: 12-25 }, { date: 12-25 }, { date: 2026-02-30 }, { date: 13-01 }]
                """),
            finds: """
                rota.yaml:2:8: warning: holidays.all: no hours refer to these holidays. Add holidays: [all] to some hours.
                rota.yaml:2:34: warning: holidays.all[1].date: this date stands here twice. Keep one.
                rota.yaml:2:51: error: holidays.all[2].date: "2026-02-30" is no date. Write 2026-12-28 for one year, or 12-25 for every year.
                rota.yaml:2:73: error: holidays.all[3].date: "13-01" is no date. Write 2026-12-28 for one year, or 12-25 for every year.
                """),
        Mistake(
            "hours of queues and holidays that there are not, and of one queue twice",
            rota(
                """
                hours:
                  - { queues: [care, shop], open: [{ days: mon }], holidays: [wales] }
                  - { queues: care, open: [] }
                """),
            finds: """
                rota.yaml:2:22: error: hours[0].queues[1]: no queue is called "shop". Known: care.
                rota.yaml:2:63: error: hours[0].holidays[0]: no set of holidays is called "wales". There is none yet.
                rota.yaml:3:15: error: hours[1].queues: the queue "care" stands here twice. Give each a name of its own, or merge them.
                rota.yaml:3:27: error: hours[1].open: no hours are written here. Write some, or leave the queues out.
                """),
    ]

    private static let rotations = [
        Mistake(
            "people that there are not", layer("people: [leo, sam], from: 2026-01-05"),
            finds: """
                rota.yaml:4:33: error: rotations[0].layers[0].people[0]: no person is called "leo". Did you mean "lee"?
                """),
        Mistake(
            "a gap at the beginning and at the end",
            layer("people: [lee], turn: daily, from: 2026-12-01, until: 2027-01-04"),
            finds: """
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-28 12:00 to 2026-12-01 00:00 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2027-01-04 00:00 to 2027-02-26 12:00 (Europe/London). Add a person, a part or an override for that time.
                """),
        Mistake(
            "parts that leave an hour open each day and share one",
            rota(
                """
                rotations:
                  - name: care
                    layers:
                      - name: first
                        parts:
                          - { people: [lee], from: 2026-01-05, hours: "08:00-21:00" }
                          - { people: [sam], from: 2026-01-05, hours: "20:00-07:00" }
                """),
            finds: """
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-29 07:00 to 2026-11-29 08:00 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-30 07:00 to 2026-11-30 08:00 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2026-12-01 07:00 to 2026-12-01 08:00 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call at 87 more times in the next 90 days. casebell rota shows them all.
                rota.yaml:4:9: warning: rotations[0].layers[0]: lee and sam are both on call from 2026-11-28 20:00 to 2026-11-28 21:00 (Europe/London). Let one begin where the other ends, or make two layers.
                rota.yaml:4:9: warning: rotations[0].layers[0]: lee and sam are both on call from 2026-11-29 20:00 to 2026-11-29 21:00 (Europe/London). Let one begin where the other ends, or make two layers.
                rota.yaml:4:9: warning: rotations[0].layers[0]: lee and sam are both on call from 2026-11-30 20:00 to 2026-11-30 21:00 (Europe/London). Let one begin where the other ends, or make two layers.
                rota.yaml:4:9: warning: rotations[0].layers[0]: two are on call at 87 more times in the next 90 days. casebell rota shows them all.
                """),
        Mistake(
            "nights that begin later than the day ends",
            rota(
                """
                hours: [{ queues: [care], open: [{ hours: "08:00-20:00" }] }]
                rotations:
                  - name: care
                    queues: [care]
                    layers:
                      - { name: first, people: [lee], from: 2026-01-05, until: 2026-11-30, hours: "20:00-07:45" }
                """),
            finds: """
                rota.yaml:3:5: warning: rotations[0]: no layer has anybody while the queue is closed from 2026-11-29 07:45 to 2026-11-29 08:00 (Europe/London). Let the hours of some layer reach so far.
                rota.yaml:3:5: warning: rotations[0]: no layer has anybody while the queue is closed from 2026-11-30 07:45 to 2026-11-30 08:00 (Europe/London). Let the hours of some layer reach so far.
                rota.yaml:3:5: warning: rotations[0]: no layer has anybody while the queue is closed from 2026-12-01 07:45 to 2026-12-01 08:00 (Europe/London). Let the hours of some layer reach so far.
                rota.yaml:3:5: warning: rotations[0]: no layer has anybody while the queue is closed at 87 more times in the next 90 days. casebell rota shows them all.
                rota.yaml:6:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-30 00:00 to 2026-11-30 07:45 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:6:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-30 20:00 to 2026-12-01 07:45 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:6:9: warning: rotations[0].layers[0]: nobody is on call from 2026-12-01 20:00 to 2026-12-02 07:45 (Europe/London). Add a person, a part or an override for that time.
                rota.yaml:6:9: warning: rotations[0].layers[0]: nobody is on call at 86 more times in the next 90 days. casebell rota shows them all.
                """),
        Mistake(
            "a hand-over that does not exist on one day of the year",
            layer("people: [lee, sam], turn: daily, handover: \"01:30\", from: 2026-01-05"),
            finds: """
                rota.yaml:4:67: warning: rotations[0].layers[0].handover: the hand-over of 2027-03-28 01:30 does not exist: clocks are put forward then. It is at 2027-03-28 02:30; choose another time of day.
                """),
        Mistake(
            "turns, times and swaps that are none",
            layer(
                "people: [lee, sam], turn: 90m, handover: \"24:00\", from: 2026-01-05, until: 2026-01-04, swaps: [[2026-11-02, 2026-11-03], [2025-11-02, 2026-11-09], [2026-11-02]]"
            ),
            finds: """
                rota.yaml:4:50: error: rotations[0].layers[0].turn: "90m" is no length of a turn. Write daily, weekly, or whole hours or days from 1h to 366d, as in 12h or 3d.
                rota.yaml:4:65: error: rotations[0].layers[0].handover: "24:00" is no time of day. Write it as in "09:00".
                rota.yaml:4:99: error: rotations[0].layers[0].until: this ends before it begins. Write a later day.
                rota.yaml:4:119: error: rotations[0].layers[0].swaps[0]: both are in one turn. Name days of two turns.
                rota.yaml:4:145: error: rotations[0].layers[0].swaps[1]: nobody has begun by then. Name days after the first hand-over.
                rota.yaml:4:171: error: rotations[0].layers[0].swaps[2]: a swap is of two turns. Write it as in [2026-12-14, 2026-12-21].
                """),
        Mistake(
            "overrides of nothing, backwards, at no time, and over each other",
            rota(
                """
                rotations:
                  - name: care
                    layers:
                      - { name: first, people: [lee], from: 2026-01-05 }
                      - { name: second, people: [sam], from: 2026-01-05 }
                    overrides:
                      - { person: sam, from: 2026-12-24, to: 2026-12-25 }
                      - { layer: third, person: zoe, from: 2026-12-24, to: 2026-12-24 }
                      - { layer: first, person: sam, from: "2027-03-28 01:15", to: "2027-03-28 06:00" }
                      - { layer: first, person: sam, from: "2027-03-28 05:00", to: 2027-03-29 }
                """),
            finds: """
                rota.yaml:7:9: error: rotations[0].overrides[0]: nothing says which layer this is of. Add layer: first.
                rota.yaml:8:18: error: rotations[0].overrides[1].layer: no layer is called "third". Known: first, second.
                rota.yaml:8:33: error: rotations[0].overrides[1].person: no person is called "zoe". Known: lee, sam.
                rota.yaml:8:60: error: rotations[0].overrides[1].to: this ends before it begins. Write a later time.
                rota.yaml:9:44: warning: rotations[0].overrides[2].from: 2027-03-28 01:15 does not exist: clocks are put forward then. It is taken as 2027-03-28 02:15.
                rota.yaml:10:9: warning: rotations[0].overrides[3]: this is in part the same time as overrides[2]. The later one counts; let one end where the other begins.
                """),
        Mistake(
            "a layer filled twice", layer("people: [lee], from: 2026-01-05, parts: []"),
            finds: """
                rota.yaml:4:64: error: rotations[0].layers[0].parts: what fills the layer stands here twice: as parts, and as people. Put all of it into the parts.
                rota.yaml:4:64: error: rotations[0].layers[0].parts: no part is written here. Write one.
                """),
        Mistake(
            "a rotation and a layer twice, and nobody in one",
            rota(
                """
                rotations:
                  - { name: care, layers: [{ name: first, people: [lee], from: 2026-01-05 }, { name: first, people: [], from: 2026-01-05 }] }
                  - { name: care, layers: [{ name: first }] }
                """),
            finds: """
                rota.yaml:2:86: error: rotations[0].layers[1].name: the layer "first" stands here twice. Give each a name of its own, or merge them.
                rota.yaml:2:101: error: rotations[0].layers[1].people: nobody is named. Name somebody.
                rota.yaml:3:13: error: rotations[1].name: the rotation "care" stands here twice. Give each a name of its own, or merge them.
                rota.yaml:3:28: error: rotations[1].layers[0]: the key "people" is missing. Add people: [lee, sam].
                rota.yaml:3:28: error: rotations[1].layers[0]: the key "from" is missing. Add from: 2026-01-05.
                """),
    ]

    private static let calendars = [
        Mistake("a calendar that is in order", calendar("X-WR-CALNAME:care"), finds: ""),
        Mistake(
            "a calendar that is not there", layer("calendar: { file: oncall.ics }"),
            finds: """
                rota.yaml:4:42: error: rotations[0].layers[0].calendar.file: oncall.ics: it cannot be opened: no such file. It belongs beside rota.yaml, or has to be named with its whole path.
                """),
        Mistake(
            "a calendar that is none",
            layer("calendar: { file: oncall.ics }", ["oncall.ics": "<html>"]),
            finds: """
                rota.yaml:4:34: error: rotations[0].layers[0].calendar: oncall.ics: it is no iCalendar file: it does not begin with BEGIN:VCALENDAR. Export it once more as iCalendar.
                """),
        Mistake(
            "a calendar that breaks off in an event, and one without its end",
            rota(
                """
                rotations:
                  - name: care
                    layers:
                      - { name: first, calendar: { file: a.ics } }
                      - { name: second, calendar: { file: b.ics } }
                """,
                [
                    "a.ics": """
                    BEGIN:VCALENDAR
                    VERSION:2.0
                    BEGIN:VEVENT
                    SUMMARY:lee
                    DTSTART:2026
                    """,
                    "b.ics": "BEGIN:VCALENDAR\n",
                ]),
            finds: """
                rota.yaml:4:34: error: rotations[0].layers[0].calendar: a.ics: it is cut off: the VEVENT that begins in line 3 has no end. Export it once more as iCalendar.
                rota.yaml:5:35: error: rotations[0].layers[1].calendar: b.ics: it is cut off: it does not end with END:VCALENDAR. Export it once more as iCalendar.
                """),
        Mistake(
            "a calendar in which nothing stands yet",
            layer(
                "calendar: { file: oncall.ics }",
                ["oncall.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"]),
            finds: """
                rota.yaml:4:9: warning: rotations[0].layers[0]: nobody is on call from 2026-11-28 12:00 to 2027-02-26 12:00 (Europe/London). Add a person, a part or an override for that time.
                """),
        Mistake(
            "a feed that was not fetched yet, and nothing else",
            layer("calendar: { url: \"https://calendar.example.org/x.ics\" }"),
            finds: """
                rota.yaml:4:34: warning: rotations[0].layers[0].calendar: this feed was not fetched yet. The daemon fetches it every 15m.
                """),
        Mistake(
            "a feed that was not fetched, beside people in turns",
            layer(
                "calendar: { url: \"https://calendar.example.org/x.ics\", every: 5s }, turn: daily"),
            finds: """
                rota.yaml:4:9: error: rotations[0].layers[0]: who is on call stands here twice: in a calendar, and as turn. Keep one of them, or write two parts.
                rota.yaml:4:34: warning: rotations[0].layers[0].calendar: this feed was not fetched yet. The daemon fetches it every 15m.
                rota.yaml:4:86: error: rotations[0].layers[0].calendar.every: 5s is out of range. Write 1m to 7d.
                """),
        Mistake(
            "a calendar of neither kind, with a name of nobody",
            layer("calendar: { names: { \"Zoe Z\": zoe } }"),
            finds: """
                rota.yaml:4:34: error: rotations[0].layers[0].calendar: a calendar is a file or a feed. Write file: oncall.ics, or url: https://calendar.example.org/oncall.ics.
                rota.yaml:4:54: error: rotations[0].layers[0].calendar.names.Zoe Z: no person is called "zoe". Known: lee, sam.
                """),
        Mistake(
            "strangers, unknown zones and two at once in a calendar",
            calendar(
                """
                BEGIN:VEVENT
                SUMMARY:Zoe
                DTSTART:20261203T000000Z
                DURATION:P1D
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:duty
                ATTENDEE;CN=Zoe Z:mailto:zoe@example.org
                ORGANIZER:mailto:boss@example.org
                DTSTART:20261203T000000Z
                DURATION:P1D
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:sam
                DTSTART:20261203T000000Z
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:sam
                DTSTART;TZID=Mars/Olympus:20261204T000000
                DURATION:P1D
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:sam
                DTSTART:20261205T000000Z
                DURATION:PT2H
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:somebody who left long ago
                DTSTART:20251205T000000Z
                DURATION:PT2H
                END:VEVENT
                """),
            finds: """
                rota.yaml:4:9: warning: rotations[0].layers[0]: lee and sam are both on call from 2026-12-05 00:00 to 2026-12-05 02:00 (Europe/London). Let one begin where the other ends, or make two layers.
                oncall.ics:8:1: warning: nobody of the desk is meant by "Zoe". Name a person of people.yaml in it, or say under names: who is meant.
                oncall.ics:13:1: warning: nobody of the desk is meant by "zoe@example.org", "Zoe Z", "duty" or "boss@example.org". Name a person of people.yaml in it, or say under names: who is meant.
                oncall.ics:20:1: warning: this event has neither DTEND nor DURATION and lasts no time at all. It is left out; mend it in the calendar.
                oncall.ics:26:1: warning: no time zone is called "Mars/Olympus", and no VTIMEZONE says what it is. It is left out; mend it in the calendar.
                """),
    ]
}
