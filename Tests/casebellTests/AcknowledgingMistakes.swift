import Testing

@testable import casebell

/// What customers are told while nobody answers can be said, honestly and whole.
@Suite struct AcknowledgingMistakes {
    @Test(arguments: mistakes)
    func `what could not be told is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    private static let casebell = """
        networks:
          - name: office
            irc: { server: irc.example.org }
        relays:
          - { name: crm, webhook: { url: https://crm.example.org/hook, secret: { env: CRM_SECRET } }, replies: [crm], max_length: 120 }

        """
    private static let people = """
        people:
          - { name: dana, roles: [agent], accounts: { office: dana } }
          - { name: sam, roles: [supervisor], accounts: { office: sam } }
        """

    private static func mistake(
        _ title: String, hours: String = "acknowledge: { canned: night }",
        policy: String = "crisis_words: [suicide]", canned: String, finds expected: String
    ) -> Mistake {
        Mistake(
            title,
            [
                "casebell.yaml": casebell, "people.yaml": people, "canned.yaml": canned,
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care }]
                policy: { \(policy) }
                """,
                "rota.yaml": """
                hours:
                  - queues: [care]
                    open: [{ days: mon-fri, hours: "08:00-20:00" }]
                    \(hours)
                """,
            ],
            finds: expected)
    }

    private static let fine = "canned: [{ name: night, text: \"Hi {name}, we answer {opens}.\" }]"

    static let mistakes: [Mistake] = [
        mistake("nothing wrong", canned: fine, finds: ""),
        mistake(
            "a text that there is not", hours: "acknowledge: { canned: nigth, from: P1 }",
            canned: fine,
            finds: """
                rota.yaml:4:28: error: hours[0].acknowledge.canned: no canned text is called "nigth". Did you mean "night"?
                """),
        mistake(
            "keys and priorities", hours: "acknowledge: { text: night, from: P0 }", canned: fine,
            finds: """
                rota.yaml:4:18: error: hours[0].acknowledge: the key "canned" is missing. Add canned: night.
                rota.yaml:4:20: error: hours[0].acknowledge.text: this key is not known. Known: canned, from.
                rota.yaml:4:39: error: hours[0].acknowledge.from: "P0" is not known here. Did you mean "P1"?
                """),
        mistake(
            "a text that does not say when", canned: "canned: [{ name: night, text: Good night }]",
            finds: """
                canned.yaml:1:31: error: canned[0].text: this is sent while nobody answers, and does not say when somebody does. Put {opens} into it: "We answer {opens}."
                """),
        mistake(
            "what nobody is there to say",
            canned: "canned: [{ name: night, text: \"{agent} {?when} {url} {opens}\" }]",
            finds: """
                canned.yaml:1:31: error: canned[0].text: this is sent while nobody answers, and no agent fills {agent}. Leave it out.
                canned.yaml:1:31: error: canned[0].text: this is sent by itself, and not every post has a {url}. Leave it out.
                canned.yaml:1:31: error: canned[0].text: this is sent while nobody answers, and nobody says {?when}. Write a text of its own for that, without placeholders.
                """),
        mistake(
            "too long with the longest names and times",
            canned: """
                canned:
                  - name: night
                    text: "Hi {name}, nobody is at the desk. A person answers {opens}, or soon after."
                """,
            finds: """
                canned.yaml:3:11: error: canned[0].text: with the longest names and times this is 145 characters, and "crm" takes 120. Shorten it: nobody is there to do it when it is sent.
                """),
        mistake(
            "a language in which days are not known, and another queue's text",
            canned: """
                default_language: pl
                canned:
                  - { name: night, queues: [billing], text: "Do {opens}." }
                """,
            finds: """
                canned.yaml:3:29: error: canned[0].queues[0]: no queue is called "billing". Known: care.
                canned.yaml:3:45: warning: canned[0].text: days are not known in "pl": {opens} is filled as in 2026-12-24, 08:00. Word the text so that it can be read, or leave that language out.
                rota.yaml:4:28: error: hours[0].acknowledge.canned: "night" is not for the queue "care". Name it in queues: of that text, or leave those out.
                """),
        mistake(
            "nothing that keeps a machine from answering a crisis", policy: "approval: always",
            canned: fine,
            finds: """
                rota.yaml:4:18: warning: hours[0].acknowledge: nothing keeps a machine from answering somebody in a crisis. Write policy.crisis_words in desk.yaml: they ring the supervisors.
                """),
        mistake(
            "rules of the night",
            policy: "crisis_words: [\"*\"], out_of_hours: { approval: cannd, undo: 1m }",
            canned: fine,
            finds: """
                desk.yaml:3:26: error: policy.crisis_words[0]: "*" is no word, phrase or stem. A star stands only at the end, after a letter: "cancel*".
                desk.yaml:3:58: error: policy.out_of_hours.approval: "cannd" is not known here. Did you mean "canned"?
                desk.yaml:3:65: error: policy.out_of_hours.undo: this key is not known. Known: approval.
                """),
        Mistake(
            "a night that never comes",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care }]
                policy: { out_of_hours: { approval: never } }
                """, "people.yaml": people,
            ],
            finds: """
                desk.yaml:3:25: warning: policy.out_of_hours: no queue is ever closed, so this never holds. Write business hours into rota.yaml.
                desk.yaml:3:37: warning: policy.out_of_hours.approval: out of hours replies reach customers without a second pair of eyes. Write canned, for texts that are written once, or flagged for those that stand out.
                """),
    ]
}
