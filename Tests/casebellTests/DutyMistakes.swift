import Testing

@testable import casebell

/// People who are on call and can do nothing, who come after themselves, or who swap with
/// themselves.
@Suite struct DutyMistakes {
    @Test(arguments: mistakes)
    func `duty that leads nowhere is explained`(_ mistake: Mistake) throws {
        let folder = try ConfigurationFolder(mistake.files)
        #expect(folder.findings(at: RotaMistakes.now) == mistake.expected)
    }

    private static let others = """

          - { name: kim, roles: [admin, expert, { oncall: [shop] }], accounts: { office: kim } }
          - { name: pat, roles: [{ agent: [care] }], accounts: { office: pat } }
          - { name: rob, roles: [oncall], accounts: { office: rob } }

        """

    private static func rota(
        _ text: String, _ files: [String: String] = [:], people: String = RotaMistakes.people
    ) -> [String: String] {
        [
            "rota.yaml": text,
            "people.yaml": people + others,
            "casebell.yaml": ConfigurationFolder.oneNetwork + "timezone: Europe/London\n",
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues: [{ name: care, room: care }, { name: shop, room: care }]
            policy: { approval: always }

            """,
        ].merging(files) { $1 }
    }

    private static let layers = """
        rotations:
          - name: care
            queues: [care]
            layers:
              - { name: first, people: [lee, sam], turn: weekly, from: 2026-01-05 }
              - { name: second, people: [sam, lee], turn: weekly, from: 2026-01-05 }
            overrides:
              - { layer: first, person: sam, from: "2026-12-08 18:00", to: "2026-12-09 09:00" }
              - { layer: first, person: sam, from: "2026-12-22 18:00", to: "2026-12-23 09:00" }
        """

    private static func chains(_ chains: String) -> [String: String] {
        rota("\(layers)\nchains:\n\(chains)")
    }

    static let mistakes: [Mistake] = roles + layersAtOnce + swaps

    private static let roles = [
        Mistake(
            "people who may look after the cases",
            rota(
                """
                rotations:
                  - { name: a, queues: [care], layers: [{ name: first, people: [lee, sam, pat, rob], from: 2026-01-05 }] }
                  - { name: b, queues: [shop], layers: [{ name: first, people: [kim], from: 2026-01-05 }] }
                """), finds: ""),
        Mistake(
            "people who may not",
            rota(
                """
                rotations:
                  - name: care
                    queues: [care, shop]
                    layers:
                      - { name: first, people: [lee, kim, kim], from: 2026-01-05 }
                      - { name: second, people: [kim, pat], from: 2026-01-05 }
                    overrides:
                      - { layer: first, person: pat, from: 2026-12-24, to: 2026-12-25 }
                      - { layer: first, person: zoe, from: 2026-12-26, to: 2026-12-27 }
                      - { layer: first, person: kim, from: 2026-01-26, to: 2026-01-27 }
                  - { name: all, queues: [care], layers: [{ name: first, people: [kim], from: 2026-01-05 }] }
                """),
            finds: """
                rota.yaml:5:38: warning: rotations[0].layers[0].people[1]: kim is on call for care and has neither the role oncall nor agent there. Give them roles: [oncall] in people.yaml, or put somebody else in.
                rota.yaml:6:39: warning: rotations[0].layers[1].people[1]: pat is on call for shop and has neither the role oncall nor agent there. Give them roles: [oncall] in people.yaml, or put somebody else in.
                rota.yaml:9:33: error: rotations[0].overrides[1].person: no person is called "zoe". Known: lee, sam, kim, pat, rob.
                rota.yaml:11:66: error: rotations[1].layers[0].people: kim is on call for care and has neither the role oncall nor agent there. Give them roles: [oncall] in people.yaml, or put somebody else in.
                """),
        Mistake(
            "a rotation of all queues, and somebody of only one",
            rota(
                """
                rotations:
                  - { name: all, layers: [{ name: first, people: [pat], from: 2026-01-05 }] }
                """),
            finds: """
                rota.yaml:2:50: warning: rotations[0].layers[0].people: pat is on call for shop and has neither the role oncall nor agent there. Give them roles: [oncall] in people.yaml, or put somebody else in.
                """),
        Mistake(
            "somebody whose roles are misspelt",
            rota(
                """
                rotations:
                  - { name: all, layers: [{ name: first, people: [leo], from: 2026-01-05 }] }
                """,
                people: """
                    people:
                      - { name: leo, rolse: [oncall], accounts: { office: leo } }
                    """),
            finds: """
                people.yaml:2:18: error: people[0].rolse: this key is not known. Did you mean "roles"?
                """),
        Mistake(
            "a calendar that names somebody who may not",
            rota(
                """
                rotations:
                  - { name: care, queues: [care], layers: [{ name: first, calendar: { file: oncall.ics } }] }
                """,
                [
                    "oncall.ics": """
                    BEGIN:VCALENDAR
                    BEGIN:VEVENT
                    SUMMARY:kim
                    DTSTART:20260101T000000Z
                    DURATION:P1D
                    RRULE:FREQ=DAILY
                    END:VEVENT
                    END:VCALENDAR
                    """
                ]),
            finds: """
                rota.yaml:2:69: warning: rotations[0].layers[0].calendar: kim is on call for care and has neither the role oncall nor agent there. Give them roles: [oncall] in people.yaml, or somebody else the duty.
                """),
    ]

    private static let layersAtOnce = [
        Mistake(
            "one person in two layers that are paged one after the other",
            chains(
                """
                  - { name: night, queues: [care], during: always, steps: [{ page: oncall first }, { page: oncall care/second }] }
                """),
            finds: """
                rota.yaml:6:9: warning: rotations[0].layers[1]: sam has first and second at once from 2026-12-08 18:00 to 2026-12-09 09:00 (Europe/London), and the chain "night" pages one after the other. Put somebody else into one of them for that time.
                """),
        Mistake(
            "one person in two layers by a chain that goes on with another",
            chains(
                """
                  - { name: night, queues: [care], during: always, steps: [{ page: oncall second }, { page: chain late }] }
                  - { name: late, queues: [care], during: always, steps: [{ page: oncall first }] }
                """),
            finds: """
                rota.yaml:6:9: warning: rotations[0].layers[1]: sam has first and second at once from 2026-12-08 18:00 to 2026-12-09 09:00 (Europe/London), and the chain "night" pages one after the other. Put somebody else into one of them for that time.
                """),
        Mistake(
            "one person in two layers that are paged together, or of which one is",
            chains(
                """
                  - { name: night, queues: [care], during: always, steps: [{ page: oncall }, { page: oncall first }] }
                  - { name: other, queues: [shop], during: always, steps: [{ page: room care }] }
                """), finds: ""),
        Mistake("one person in two layers, and no chain", rota(layers), finds: ""),
    ]

    private static let swaps = [
        Mistake(
            "two turns of one person that change hands",
            rota(
                """
                rotations:
                  - name: care
                    layers:
                      - { name: first, people: [lee, sam], from: 2026-01-05, swaps: [[2026-11-30, 2026-12-14], [2026-11-30, 2026-12-07], [2026-12-07, 2026-12-14]] }
                """),
            finds: """
                rota.yaml:4:70: error: rotations[0].layers[0].swaps[0]: both turns are sam's. Name days of two people's turns.
                rota.yaml:4:122: error: rotations[0].layers[0].swaps[2]: both turns are sam's. Name days of two people's turns.
                """)
    ]
}
