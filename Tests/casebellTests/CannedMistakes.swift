import Casework
import Testing

@testable import casebell

@Suite struct CannedMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with canned texts is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    private static let desk = """
        rooms: { care: { network: office, room: "#care" } }
        queues: [{ name: care, room: care }]
        policy: { blocked_words: ["idiot*", "no way"] }
        """
    private static let people = """
        people:
          - { name: dana, roles: [agent], accounts: { office: dana } }
          - { name: sam, roles: [supervisor], accounts: { office: sam } }
        """

    private static func mistake(
        _ title: String, _ canned: String, finds expected: String
    ) -> Mistake {
        Mistake(
            title, ["canned.yaml": canned, "desk.yaml": desk, "people.yaml": people],
            finds: expected)
    }

    static let mistakes: [Mistake] = [
        mistake(
            "an unknown variable",
            """
            canned:
              - { name: hello, text: "Hi {nmae}!" }
              - { name: wait, text: "Until {when}." }
            """,
            finds: """
                canned.yaml:2:26: error: canned[0].text: nothing is called {nmae}. Did you mean "name"? {?nmae} is what the agent says.
                canned.yaml:3:25: error: canned[1].text: nothing is called {when}. Known: customer, name, case, agent, queue, url, opens. {?when} is what the agent says.
                """),
        mistake(
            "braces and placeholders",
            """
            canned:
              - { name: hello, text: "Hi {name!" }
              - { name: wait, text: "Until {?}." }
            """,
            finds: """
                canned.yaml:2:26: error: canned[0].text: a brace is opened and not closed. Close it with }, or write {{ for a brace.
                canned.yaml:3:25: error: canned[1].text: {?} has no name that people can say. Use letters, digits, "_" and "-", at most 40: {?when}.
                """),
        mistake(
            "a name twice",
            """
            canned:
              - { name: hello, text: Hi }
              - { name: Hello, text: Hello }
            """,
            finds: """
                canned.yaml:3:13: error: canned[1].name: the canned text "hello" stands here twice. Give each a name of its own, or merge them.
                """),
        mistake(
            "names that are taken for something else",
            """
            canned:
              - { name: 42, text: Hi }
              - { name: case, text: Hi }
              - { name: "two words", text: Hi }
            """,
            finds: """
                canned.yaml:2:13: error: canned[0].name: "42" means something else in the command canned. Choose another name.
                canned.yaml:3:13: error: canned[1].name: "case" means something else in the command canned. Choose another name.
                canned.yaml:4:13: error: canned[2].name: "two words" cannot be a name. Use letters, digits, ".", "_" and "-", at most 64.
                """),
        mistake(
            "no default language",
            """
            canned:
              - name: hello
                text: { de: Hallo, en: Hello }
            """,
            finds: """
                canned.yaml:3:11: error: canned[0].text: nothing says which of these languages is used where none fits. Add default_language: de at the top of the file.
                """),
        mistake(
            "a default language that is missing",
            """
            default_language: en
            canned:
              - name: hello
                text: { de: Hallo, fr: Bonjour }
            """,
            finds: """
                canned.yaml:4:11: error: canned[0].text: the default language "en" is not among de, fr. Add en: with the text, or change default_language.
                """),
        mistake(
            "a language that is none",
            """
            default_language: en
            canned:
              - name: hello
                text: { en: Hello, german: Hallo }
            """,
            finds: """
                canned.yaml:4:32: error: canned[0].text.german: "german" is no language. Write its tag: en, de, pt-br.
                """),
        mistake(
            "languages that ask for different things",
            """
            default_language: en
            canned:
              - name: hello
                text: { en: "At {?when}.", de: "Um {?wann}." }
            """,
            finds: """
                canned.yaml:4:36: error: canned[0].text.de: this asks for {?wann}, and en for {?when}. Ask for the same in all languages.
                """),
        mistake(
            "a queue that there is not",
            """
            canned:
              - { name: hello, queues: [care, cara], text: Hi }
            """,
            finds: """
                canned.yaml:2:35: error: canned[0].queues[1]: no queue is called "cara". Did you mean "care"?
                """),
        mistake(
            "a word that is blocked",
            """
            canned:
              - { name: hello, text: "No, way. {name} is an Idiot!" }
            """,
            finds: """
                canned.yaml:2:26: warning: canned[0].text: "idiot*" in it is on the blocked list, so it is never taken. Say it otherwise, or change policy.blocked_words in desk.yaml.
                """),
        mistake(
            "a key that is not known, and one that is missing",
            """
            default: en
            canned:
              - { name: hello, txt: Hi }
            """,
            finds: """
                canned.yaml:1:1: error: default: this key is not known. Known: default_language, canned.
                canned.yaml:3:5: error: canned[0]: the key "text" is missing. Add text: "Hi {name}, …".
                canned.yaml:3:20: error: canned[0].txt: this key is not known. Did you mean "text"?
                """),
        Mistake(
            "a text that no relay takes",
            [
                "casebell.yaml": """
                \(ConfigurationFolder.oneNetwork)
                relays:
                  - { name: crm, webhook: { url: "https://crm.example.org", secret: { env: S } }, replies: [crm], max_length: 10 }
                  - { name: sms, webhook: { url: "https://sms.example.org", secret: { env: T } }, replies: [sms], max_length: 8 }
                """,
                "canned.yaml": """
                canned:
                  - { name: fits, text: "0123456789{name}" }
                  - { name: long, text: "{name}0123456789a" }
                """,
            ],
            finds: """
                canned.yaml:3:25: warning: canned[1].text: its 11 characters are more than any relay takes. At most 10 fit, with what is filled in: shorten it.
                """),
        Mistake(
            "lists of the policy that nothing asks",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care }]
                policy:
                  approval: never
                  sensitive_words: [refund]
                  allowed_links: [example.org]
                """,
                "people.yaml": people,
            ],
            finds: """
                desk.yaml:4:13: warning: policy.approval: replies reach customers without a second pair of eyes. Write always, or flagged for those that stand out.
                desk.yaml:5:20: warning: policy.sensitive_words: nothing is flagged, because nobody approves. Write approval: flagged, or remove this list.
                desk.yaml:6:18: warning: policy.allowed_links: nothing is flagged, because nobody approves. Write approval: flagged, or remove this list.
                """),
        Mistake(
            "what may leave unseen",
            [
                "desk.yaml": """
                policy: { alone: canned }
                """
            ],
            finds: """
                desk.yaml:1:18: warning: policy.alone: canned texts reach customers unseen where nobody else could approve them. Write never, or look through the history of what left unseen.
                """),
        Mistake(
            "everything may leave unseen",
            [
                "desk.yaml": """
                policy: { alone: reviewed_after }
                """
            ],
            finds: """
                desk.yaml:1:18: warning: policy.alone: replies reach customers unseen where nobody else could approve them. Write never, or look through the history of what left unseen.
                """),
        Mistake(
            "a rule for whoever is alone that there is not",
            [
                "desk.yaml": """
                policy: { alone: reviewd_after }
                """
            ],
            finds: """
                desk.yaml:1:18: error: policy.alone: "reviewd_after" is not known here. Did you mean "reviewed_after"?
                """),
        Mistake(
            "a link that is more than a host, and words that are none",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care, approval: nevr, undo_window: 2h }]
                policy:
                  allowed_links: ["https://example.org", example.org, "*.example.org"]
                  sensitive_words: ["*"]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana }, trainee: perhaps }
                """,
            ],
            finds: """
                people.yaml:2:72: error: people[0].trainee: "perhaps" is neither true nor false. Write true or false.
                desk.yaml:2:46: error: queues[0].approval: "nevr" is not known here. Did you mean "never"?
                desk.yaml:2:65: error: queues[0].undo_window: 2h is out of range. Write 0s to 1h.
                desk.yaml:4:19: error: policy.allowed_links[0]: "https://example.org" is no host. Write the name alone, as in example.org: it stands for www.example.org, too.
                desk.yaml:4:55: error: policy.allowed_links[2]: "*.example.org" is no host. Write the name alone, as in example.org: it stands for www.example.org, too.
                desk.yaml:5:21: error: policy.sensitive_words[0]: "*" is no word, phrase or stem. A star stands only at the end, after a letter: "cancel*".
                """),
    ]

    @Test func `what is right is read as it is written`() throws {
        let folder = try ConfigurationFolder([
            "canned.yaml": """
            default_language: en
            canned:
              - { name: hello, text: "Hi {name}" }
              - name: outage
                queues: [care]
                text:
                  de: |
                    Guten Tag {name},

                    um {?when} geht es wieder.
                  en: "At {?when}."
            """,
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues: [{ name: care, room: care, approval: flagged, undo_window: 5s }]
            policy: { sensitive_words: [refund], allowed_links: [Example.org] }
            """,
            "people.yaml": """
            people:
              - { name: dana, roles: [agent], accounts: { office: dana }, trainee: true }
              - { name: sam, roles: [supervisor], accounts: { office: sam } }
            """,
        ])
        let configuration = try folder.configuration()
        let settings = configuration.deskSettings
        #expect(settings.canned.map(\.name) == ["hello", "outage"])
        #expect(settings.canned[1].queues == ["care"])
        #expect(settings.canned.map { $0.variants.map(\.language) } == [["en"], ["en", "de"]])
        #expect(
            settings.canned[1].variants[1].text.notation
                == "Guten Tag {name},\n\num {?when} geht es wieder.")
        #expect(settings.approval(in: "care") == .flagged)
        #expect(settings.undoWindow(in: "care") == .seconds(5))
        #expect(settings.undoWindow(in: "other") == .seconds(30))
        #expect(settings.policy.sensitiveWords.words == ["refund"])
        #expect(settings.policy.allowedLinks == ["example.org"])
        #expect(configuration.people.map(\.person.isTrainee) == [true, false])
    }

    @Test func `without a word there is no list of links and no canned text`() throws {
        let settings = try ConfigurationFolder([:]).configuration().deskSettings
        #expect(settings.canned == [])
        #expect(settings.policy.allowedLinks == nil)
        #expect(settings.policy.sensitiveWords.isEmpty)
    }
}
