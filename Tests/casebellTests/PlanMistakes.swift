import Casework
import Testing

@testable import casebell

/// What is wrong with continuity plans is explained with its place.
@Suite struct PlanMistakes {
    @Test(arguments: mistakes)
    func `a wrong plan is explained`(_ mistake: Mistake) throws {
        let folder = try ConfigurationFolder(mistake.files)
        #expect(folder.findings(at: RotaMistakes.now) == mistake.expected)
    }

    private static func plans(_ plans: String, chains: String = "") -> [String: String] {
        [
            "plans.yaml": "plans:\n" + plans, "people.yaml": RotaMistakes.people,
            "rota.yaml": """
            chains:
              - { name: day, during: always, steps: [{ page: room care }] }
            \(chains)
            """,
            "canned.yaml": """
            canned:
              - { name: fault, text: "Hi {name}, we are on it." }
              - { name: night, text: "Hi {name}, we answer {opens}, says {agent}." }
              - { name: bills, queues: [shop], text: "It is {?when}." }
            """,
            "casebell.yaml": ConfigurationFolder.oneNetwork,
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" }, annex: { network: office, room: "#annex" } }
            queues: [{ name: care, room: care }, { name: shop, room: care }]
            policy: { approval: always, crisis_words: [die] }

            """,
        ]
    }

    static let mistakes = [
        Mistake(
            "a plan that is in order",
            plans(
                """
                  - name: outage
                    for: a fault of our network
                    ends_after: 2h
                    priority: { p1: 70, p2: 30, rules: [{ when: { words: [fault] }, points: -10, because: known }] }
                    routing: [{ when: { words: [fault] }, queue: shop }]
                    policy: { approval: flagged, case_limit: 20, undo_window: 10s }
                    holding: { canned: fault, from: P2, waiting: true }
                    chain: fault
                    queues:
                      care: { rooms: [annex], overflow: { to: shop, above: 9 }, digest: 1m }
                """, chains: "  - { name: fault, during: plan, steps: [{ page: room care }] }"),
            finds: ""),
        Mistake(
            "what there is not",
            plans(
                """
                  - name: outage
                    routing: [{ when: { words: [fault] }, queue: shup }]
                    holding: { canned: folt }
                    chain: nigth
                    queues:
                      car: { rooms: [anex] }
                      care: { rooms: [annex, cara], overflow: { to: care, above: 9 } }
                """),
            finds: """
                plans.yaml:3:50: error: plans[0].routing[0].queue: no queue is called "shup". Did you mean "shop"?
                plans.yaml:4:24: error: plans[0].holding.canned: no canned text is called "folt". Did you mean "fault"?
                plans.yaml:5:12: error: plans[0].chain: no chain of rota.yaml is called "nigth". Known: day.
                plans.yaml:7:12: error: plans[0].queues.car: no queue is called "car". Did you mean "care"?
                plans.yaml:7:21: error: plans[0].queues.car.rooms: no room is called "anex". Did you mean "annex"?
                plans.yaml:8:30: error: plans[0].queues.care.rooms[1]: no room is called "cara". Did you mean "care"?
                plans.yaml:8:53: error: plans[0].queues.care.overflow.to: a queue cannot flow over into itself. Name another queue.
                """),
        Mistake(
            "a plan that changes nothing, one without a name, and two of one name",
            plans(
                """
                  - name: a
                    for: nothing
                  - priority: { p1: 60 }
                  - { name: b, queues: { care: {} } }
                  - { name: B, priority: { p1: 60 }, ends_after: 10s }
                """),
            finds: """
                plans.yaml:2:5: error: plans[0]: this plan changes nothing. Write what it changes: priority, routing, policy, holding, chain or queues.
                plans.yaml:4:5: error: plans[1]: the key "name" is missing. Add name: outage.
                plans.yaml:5:32: error: plans[2].queues.care: nothing is changed of this queue. Write rooms, approval, overflow, digest, undo_window or holding, or leave it out.
                plans.yaml:6:13: error: plans[3].name: the plan "b" stands here twice. Give each a name of its own, or merge them.
                plans.yaml:6:50: error: plans[3].ends_after: 10s is out of range. Write 1m to 30d.
                """),
        Mistake(
            "thresholds that do not go with the desk's, and a chain that no plan names",
            plans(
                "  - { name: a, priority: { p1: 10 } }\n",
                chains: "  - { name: fault, during: plan, steps: [{ page: room care }] }"),
            finds: """
                rota.yaml:3:28: warning: chains[1].during: no plan names this chain, so it never pages. Write chain: fault in a plan of plans.yaml, or during: always.
                plans.yaml:2:26: error: plans[0].priority: under this plan P2 begins at 20 points, not below P1 at 10. Make p2 less than p1: write both.
                """),
        Mistake(
            "a key that is misspelt is the only complaint",
            plans(
                """
                  - { name: a, prioritty: { p1: 60 } }
                  - { name: b, queues: { care: { rooom: annex } } }
                """),
            finds: """
                plans.yaml:2:16: error: plans[0].prioritty: this key is not known. Did you mean "priority"?
                plans.yaml:3:34: error: plans[1].queues.care.rooom: this key is not known. Did you mean "rooms"?
                """),
        Mistake(
            "a chain that pages only at night, and replies that nobody can approve",
            plans(
                """
                  - { name: a, chain: night, policy: { approval: flagged } }
                  - { name: b, queues: { shop: { approval: always } } }
                """,
                chains: """
                      - { name: night, queues: [care], steps: [{ page: room care }] }
                    hours:
                      - { queues: [care], open: [{ days: mon-fri, hours: "08:00-20:00" }] }
                    """
            ).merging([
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care }, { name: shop, room: care }]
                policy: { approval: never, crisis_words: [die] }
                """,
                "people.yaml": """
                people:
                  - { name: lee, roles: [{ supervisor: [care] }, agent], accounts: { office: lee } }
                  - { name: sam, roles: [agent], accounts: { office: sam } }
                """,
            ]) { _, other in other },
            finds: """
                desk.yaml:3:21: warning: policy.approval: replies reach customers without a second pair of eyes. Write always, or flagged for those that stand out.
                plans.yaml:2:23: warning: plans[0].chain: "night" pages only while doors are closed, under this plan, too. Write during: plan or during: always there, or leave this out.
                plans.yaml:2:50: warning: plans[0].policy.approval: nobody can approve in "shop", and this plan has approval: flagged. Give somebody with an account the role supervisor in people.yaml.
                plans.yaml:3:44: warning: plans[1].queues.shop.approval: nobody can approve in "shop", and this plan has approval: always. Give somebody with an account the role supervisor in people.yaml.
                """),
        Mistake(
            "texts that nobody could send by themselves",
            plans(
                """
                  - { name: a, holding: { canned: night } }
                  - { name: b, holding: { canned: bills } }
                """),
            finds: """
                canned.yaml:3:26: error: canned[1].text: this is sent under a plan, also while the queue is open and {opens} says nothing. Write a text of its own for that, without {opens}.
                canned.yaml:3:26: error: canned[1].text: this is sent by a plan, and no agent fills {agent}. Leave it out.
                canned.yaml:4:42: error: canned[2].text: this is sent by a plan, and nobody says {?when}. Write a text of its own for that, without placeholders.
                plans.yaml:3:35: error: plans[1].holding.canned: "bills" is not for the queue "care". Name it in queues: of that text, or hold under queues: of this plan.
                """),
    ]
}
