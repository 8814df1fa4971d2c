import Casework
import Testing

@testable import casebell

/// What is wrong with escalation chains is explained with its place.
@Suite struct ChainMistakes {
    @Test(arguments: mistakes)
    func `a wrong chain is explained`(_ mistake: Mistake) throws {
        let folder = try ConfigurationFolder(mistake.files)
        #expect(folder.findings(at: RotaMistakes.now) == mistake.expected)
    }

    private static func rota(_ chains: String) -> [String: String] {
        [
            "rota.yaml": """
            hours: [{ queues: [care], open: [{ days: mon-fri, hours: "08:00-20:00" }] }]
            rotations: [{ name: care, queues: [care], layers: [{ name: first, people: [lee], turn: weekly, from: 2026-01-05 }] }]
            chains:
            \(chains)
            """, "people.yaml": RotaMistakes.people,
            "casebell.yaml": ConfigurationFolder.oneNetwork + "timezone: Europe/London\n",
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues: [{ name: care, room: care }, { name: shop, room: care }]
            policy: { approval: always }

            """,
        ]
    }

    static let mistakes = [
        Mistake(
            "a chain that is in order",
            rota(
                """
                  - name: night
                    queues: [care]
                    during: closed
                    from: P2
                    words: ["smoke*"]
                    again: 30m
                    rounds: 2
                    steps:
                      - { page: oncall first, wait: 5m, times: 2 }
                      - { page: [oncall care/first, "@sam", supervisors], in_turn: true, if: { more_than: 5, within: 10m } }
                      - { page: room care }
                """), finds: ""),
        Mistake(
            "a chain that ends nowhere",
            rota("  - { name: night, queues: [care], steps: [] }"),
            finds: """
                rota.yaml:4:43: error: chains[0].steps: no step is written here: this chain ends nowhere. Write one.
                """),
        Mistake(
            "people, layers, rooms and chains that there are not",
            rota(
                """
                  - name: night
                    queues: [care, car]
                    steps:
                      - { page: ["@leo", oncall frist, oncall shop/first, room cara, chain mrning, nobody] }
                """),
            finds: """
                rota.yaml:5:20: error: chains[0].queues[1]: no queue is called "car". Did you mean "care"?
                rota.yaml:7:17: error: chains[0].steps[0].page: a chain goes on with another one only in its last step, which pages nobody. Put it into a step of its own at the end.
                rota.yaml:7:18: error: chains[0].steps[0].page[0]: no person is called "leo". Did you mean "lee"?
                rota.yaml:7:26: error: chains[0].steps[0].page[1]: no layer of these queues' rotations is called "frist". Did you mean "first"?
                rota.yaml:7:40: error: chains[0].steps[0].page[2]: no rotation of these queues is called "shop". Known: care.
                rota.yaml:7:59: error: chains[0].steps[0].page[3]: no room is called "cara". Did you mean "care"?
                rota.yaml:7:70: error: chains[0].steps[0].page[4]: no chain is called "mrning". Known: night.
                rota.yaml:7:84: error: chains[0].steps[0].page[5]: "nobody" is nobody who can be paged. Write oncall, oncall first, oncall care/first, "@lee", supervisors, agents, experts, admins, room approvals or chain other.
                """),
        Mistake(
            "roles that nobody has, and a queue that never closes",
            rota(
                """
                  - { name: night, steps: [{ page: experts }] }
                """),
            finds: """
                rota.yaml:4:5: warning: chains[0]: shop has no business hours and is never closed: nobody is paged for it. Write its hours:, or during: always.
                rota.yaml:4:36: error: chains[0].steps[0].page: nobody is expert there: this step pages nobody. Give somebody that role in people.yaml, or page somebody else.
                """),
        Mistake(
            "a queue for which nobody is on call",
            rota(
                """
                  - name: always
                    during: always
                    steps:
                      - { page: oncall }
                      - { page: [oncall first, oncall care/first, "@sam"] }
                """),
            finds: """
                rota.yaml:7:17: warning: chains[0].steps[0].page: no such rotation has shop: for its cases this reaches nobody. Add shop to the queues: of a rotation, or write another chain for it.
                rota.yaml:8:18: warning: chains[0].steps[1].page[0]: no such rotation has shop: for its cases this reaches nobody. Add shop to the queues: of a rotation, or write another chain for it.
                rota.yaml:8:32: warning: chains[0].steps[1].page[1]: no such rotation has shop: for its cases this reaches nobody. Add shop to the queues: of a rotation, or write another chain for it.
                """),
        Mistake(
            "a queue for which an earlier chain pages somebody else",
            rota(
                """
                  - { name: shop, queues: [shop], during: always, from: P3, steps: [{ page: "@sam" }] }
                  - { name: rest, during: always, steps: [{ page: oncall }] }
                """), finds: ""),
        Mistake(
            "a queue that is misspelt is the only complaint",
            rota(
                """
                  - name: night
                    queues: [car]
                    steps:
                      - { page: [oncall, oncall first, oncall care/first] }
                      - { page: supervisors }
                """),
            finds: """
                rota.yaml:5:14: error: chains[0].queues[0]: no queue is called "car". Did you mean "care"?
                """),
        Mistake(
            "chains behind others that leave them nothing",
            rota(
                """
                  - { name: watch, queues: [care], during: always, from: P2, words: ["smoke*"], steps: [{ page: room care }] }
                  - { name: night, queues: [care], steps: [{ page: oncall }] }
                  - { name: smoke, queues: [care], during: open, words: [smoked], steps: [{ page: oncall }] }
                  - { name: wider, queues: [care], from: P3, steps: [{ page: oncall }] }
                  - { name: fire, queues: [care], words: [fire], steps: [{ page: oncall }] }
                  - { name: all, queues: [care, shop], during: always, steps: [{ page: oncall }] }
                  - { name: dusk, queues: [shop], during: always, steps: [{ page: room care }] }
                  - { name: next, queues: [care], steps: [{ page: oncall }, { page: chain last }] }
                  - { name: last, queues: [care], steps: [{ page: room care }] }
                """),
            finds: """
                rota.yaml:5:5: warning: chains[1]: this chain never pages: "watch" takes all its cases. Put it first, or remove it.
                rota.yaml:6:5: warning: chains[2]: this chain never pages: "watch" takes all its cases. Put it first, or remove it.
                rota.yaml:8:5: warning: chains[4]: this chain never pages: "wider" takes all its cases. Put it first, or remove it.
                rota.yaml:9:72: warning: chains[5].steps[0].page: no such rotation has shop: for its cases this reaches nobody. Add shop to the queues: of a rotation, or write another chain for it.
                rota.yaml:10:5: warning: chains[6]: this chain never pages: "all" takes all its cases. Put it first, or remove it.
                rota.yaml:11:5: warning: chains[7]: this chain never pages: "watch" takes all its cases. Put it first, or remove it.
                """),
        Mistake(
            "a chain for open doors and one for closed ones",
            rota(
                """
                  - { name: day, queues: [care], during: open, steps: [{ page: room care }] }
                  - { name: night, queues: [care], during: closed, steps: [{ page: oncall }] }
                  - { name: rest, queues: [care], during: always, steps: [{ page: oncall }] }
                """), finds: ""),
        Mistake(
            "circular escalation",
            rota(
                """
                  - { name: a, queues: [care], steps: [{ page: oncall }, { page: chain b }] }
                  - { name: b, queues: [care], steps: [{ page: oncall }, { page: chain a }] }
                  - { name: a, queues: [care], steps: [{ page: [chain b, oncall] }, { page: oncall }] }
                """),
            finds: """
                rota.yaml:4:66: error: chains[0].steps[1].page: circular escalation: a → b → a. Let one of them end; rounds: repeats a chain.
                rota.yaml:5:66: error: chains[1].steps[1].page: circular escalation: b → a → b. Let one of them end; rounds: repeats a chain.
                rota.yaml:6:13: error: chains[2].name: the chain "a" stands here twice. Give each a name of its own, or merge them.
                rota.yaml:6:48: error: chains[2].steps[0].page: a chain goes on with another one only in its last step, which pages nobody. Put it into a step of its own at the end.
                """),
        Mistake(
            "steps for crowds alone, and lengths that are none",
            rota(
                """
                  - name: night
                    queues: [care]
                    during: nights
                    from: P4
                    rounds: 0
                    steps:
                      - { page: oncall, wait: 5, if: { more_than: 5 } }
                      - { page: oncall, times: 0, if: { more_than: 9, within: 10m } }
                """),
            finds: """
                rota.yaml:6:13: error: chains[0].during: "nights" is not known here. Known: closed, open, always, plan.
                rota.yaml:7:11: error: chains[0].from: "P4" is not known here. Did you mean "P1"?
                rota.yaml:8:13: error: chains[0].rounds: "0" is no whole number from 1 to 20. Write for example 10.
                rota.yaml:10:31: error: chains[0].steps[0].wait: "5" is no length of time. Write a whole number with its unit: 200ms, 90s, 30m, 2h, 3d.
                rota.yaml:10:38: error: chains[0].steps[0].if: the key "within" is missing. Add within: 10m.
                rota.yaml:11:32: error: chains[0].steps[1].times: "0" is no whole number from 1 to 20. Write for example 10.
                """),
    ]
}
