import Testing

@testable import casebell

/// One mistake is one complaint: what is missing because of it is not complained of as well.
@Suite struct CascadeMistakes {
    @Test(arguments: mistakes)
    func `one mistake is explained once`(_ mistake: Mistake) throws {
        let folder = try ConfigurationFolder(mistake.files)
        #expect(folder.findings(at: RotaMistakes.now) == mistake.expected)
    }

    private static let files = [
        "casebell.yaml": ConfigurationFolder.oneNetwork + "timezone: Europe/London\n",
        "people.yaml": RotaMistakes.people,
        "desk.yaml": """
        rooms: { care: { network: office, room: "#care" } }
        queues: [{ name: care, room: care }]
        policy: { approval: always, out_of_hours: { approval: canned }, crisis_words: [die] }
        priority: { p1: 60, p2: 5 }

        """,
        "canned.yaml": """
        canned:
          - { name: night, text: "We answer {opens}." }
          - { name: fault, text: "We are on it." }

        """,
        "rota.yaml": """
        holidays: { uk: [{ date: 12-25 }] }
        hours:
          - { queues: [care], open: [{ days: mon-fri, hours: "08:00-20:00" }], holidays: [uk], acknowledge: { canned: night } }
        rotations:
          - { name: care, queues: [care], layers: [{ name: first, people: [lee], from: 2026-01-05 }] }
        chains:
          - { name: night, queues: [care], steps: [{ page: oncall first }, { page: supervisors }] }
          - { name: fault, during: plan, steps: [{ page: "@lee" }, { page: room care }] }

        """,
        "plans.yaml": """
        plans:
          - { name: outage, chain: fault, holding: { canned: fault }, priority: { p1: 15 } }

        """,
    ]

    private static func mistake(
        _ title: String, in file: String, _ old: String, _ new: String, finds expected: String
    ) -> Mistake {
        var files = files
        files[file] = files[file]?.replacing(old, with: new)
        return Mistake(title, files, finds: expected)
    }

    private static func whole(_ file: String, _ text: String, finds expected: String) -> Mistake {
        Mistake("\(file): \(text)", files.merging([file: text]) { $1 }, finds: expected)
    }

    static let mistakes: [Mistake] = [
        Mistake("files that are in order", files, finds: ""),
        mistake(
            "a tab in the rota", in: "rota.yaml", "rotations:", "\trotations:",
            finds: """
                rota.yaml:4:1: error: this is not YAML: found character that cannot start any token while scanning for the next token, begun on line 4. Indent with spaces: YAML takes no tabs there.
                """),
        mistake(
            "a person without quotes", in: "rota.yaml", "\"@lee\"", "@lee",
            finds: """
                rota.yaml:8:50: error: this is not YAML: found character that cannot start any token while scanning for the next token, begun on line 8. Put what begins with @ in quotes.
                """),
        whole(
            "rota.yaml", "- hours\n",
            finds: """
                rota.yaml:1:1: error: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        whole(
            "plans.yaml", "plans:\n\t- x\n",
            finds: """
                plans.yaml:2:1: error: this is not YAML: found character that cannot start any token while scanning for the next token, begun on line 2. Indent with spaces: YAML takes no tabs there.
                """),
        whole(
            "plans.yaml", "outage\n",
            finds: """
                plans.yaml:1:1: error: a group of keys belongs here, not a single value. Write "key: value" lines or { … }.
                """),
        whole(
            "canned.yaml", "- night\n",
            finds: """
                canned.yaml:1:1: error: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        whole(
            "desk.yaml", "- queues\n",
            finds: """
                desk.yaml:1:1: error: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        whole(
            "people.yaml", "- lee\n",
            finds: """
                people.yaml:1:1: error: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        mistake(
            "a section of the rota that is misspelt", in: "rota.yaml", "chains:", "chians:",
            finds: """
                rota.yaml:6:1: error: chians: this key is not known. Did you mean "chains"?
                """),
        mistake(
            "hours that are misspelt", in: "rota.yaml", "hours:\n", "huors:\n",
            finds: """
                rota.yaml:2:1: error: huors: this key is not known. Did you mean "hours"?
                """),
        mistake(
            "rotations that are misspelt", in: "rota.yaml", "rotations:", "rotatoins:",
            finds: """
                rota.yaml:4:1: error: rotatoins: this key is not known. Did you mean "rotations"?
                """),
        mistake(
            "queues that are misspelt", in: "desk.yaml", "queues:", "qeues:",
            finds: """
                desk.yaml:2:1: error: qeues: this key is not known. Did you mean "queues"?
                """),
        mistake(
            "plans that are misspelt", in: "plans.yaml", "plans:", "plan:",
            finds: """
                plans.yaml:1:1: error: plan: this key is not known. Did you mean "plans"?
                """),
        mistake(
            "a set of holidays that is misspelt", in: "rota.yaml", "holidays: [uk]",
            "holidays: [ku]",
            finds: """
                rota.yaml:3:83: error: hours[0].holidays[0]: no set of holidays is called "ku". Did you mean "uk"?
                """),
        mistake(
            "a queue of the hours that is misspelt", in: "rota.yaml", "{ queues: [care], open",
            "{ queues: [car], open",
            finds: """
                rota.yaml:3:16: error: hours[0].queues[0]: no queue is called "car". Did you mean "care"?
                """),
        mistake(
            "a queue of a rotation that is misspelt", in: "rota.yaml",
            "{ name: care, queues: [care]", "{ name: care, queues: [car]",
            finds: """
                rota.yaml:5:28: error: rotations[0].queues[0]: no queue is called "car". Did you mean "care"?
                """),
        mistake(
            "a chain whose name is misspelt where it stands", in: "rota.yaml",
            "{ name: fault", "{ nmae: fault",
            finds: """
                rota.yaml:8:5: error: chains[1]: the key "name" is missing. Add name: night.
                rota.yaml:8:7: error: chains[1].nmae: this key is not known. Did you mean "name"?
                """),
        mistake(
            "a layer that stands twice, and an override of a third", in: "rota.yaml",
            "from: 2026-01-05 }] }",
            "from: 2026-01-05 }, { name: first, people: [sam], from: 2026-01-05 }], "
                + "overrides: [{ layer: third, person: sam, from: 2026-12-24, to: 2026-12-25 }] }",
            finds: """
                rota.yaml:5:102: error: rotations[0].layers[1].name: the layer "first" stands here twice. Give each a name of its own, or merge them.
                rota.yaml:5:166: error: rotations[0].overrides[0].layer: no layer is called "third". Known: first.
                """),
    ]
}
