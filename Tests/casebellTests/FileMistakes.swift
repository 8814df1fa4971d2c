import Testing

@Suite struct FileMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with a file is explained with place, key and way out`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a tab",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                log:
                \tlevel: info
                """
            ],
            finds: """
                casebell.yaml:5:1: error: this is not YAML: found character that cannot start any token while scanning for the next token, begun on line 5. Indent with spaces: YAML takes no tabs there.
                """),
        Mistake(
            "a colon in a text",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: care: the desk
                """
            ],
            finds: """
                casebell.yaml:4:11: error: this is not YAML: mapping values are not allowed in this context. Mend the indentation, or put a text with ": " in quotes.
                """),
        Mistake(
            "a bracket left open",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                log: { level: info
                mode: live
                """
            ],
            finds: """
                casebell.yaml:5:5: error: this is not YAML: did not find expected ',' or '}' while parsing a flow mapping, begun on line 4. Look for a missing quote, bracket, comma or colon on this line or the one before.
                """),
        Mistake(
            "a quote left open",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: "care
                mode: live
                """
            ],
            finds: """
                casebell.yaml:5:11: error: this is not YAML: found unexpected end of stream while scanning a quoted scalar, begun on line 4. Look for a missing quote, bracket, comma or colon on this line or the one before.
                """),
        Mistake(
            "an alias without its anchor",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: *care
                """
            ],
            finds: """
                casebell.yaml:4:7: error: this is not YAML: found undefined alias. Put what begins with * in quotes.
                """),
        Mistake(
            "an anchor and its alias",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: &name care
                log: { level: *name }
                """
            ],
            finds: """
                casebell.yaml:5:15: error: anchors and aliases ("*name") are not used here. Write the value out, or put what begins with * or & in quotes.
                """),
        Mistake(
            "a control character",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: ca\u{7}re
                """
            ],
            finds: """
                casebell.yaml:4:9: error: this is not YAML: control characters are not allowed. Remove the character.
                """),
        Mistake(
            "a control character behind marks that stand on letters",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                name: cafe\u{301}\u{7}re
                """
            ],
            finds: """
                casebell.yaml:4:12: error: this is not YAML: control characters are not allowed. Remove the character.
                """),
        Mistake(
            "an alias behind marks that stand on letters",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                log: { format: &a text, cafe\u{301}: *a }
                """
            ],
            finds: """
                casebell.yaml:4:32: error: anchors and aliases ("*a") are not used here. Write the value out, or put what begins with * or & in quotes.
                """),
        Mistake(
            "a text that ends too early, without a line break",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                log: {
                """
            ],
            finds: """
                casebell.yaml:4:7: error: this is not YAML: did not find expected node content while parsing a flow node, begun on line 4. Look for a missing quote, bracket, comma or colon on this line or the one before.
                """),
        Mistake(
            "a key that begins as the reader's own marks do",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                \u{E000}mode: live
                """
            ],
            finds: """
                casebell.yaml:4:1: error: \\u{e000}mode: this key is not known. Did you mean "mode"?
                """),
        Mistake(
            "two documents",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                ---
                mode: live
                """
            ],
            finds: """
                casebell.yaml:4:1: error: a second document begins here. Remove the line with ---.
                """),
        Mistake(
            "a list for a key",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                ? [a, b]
                : c
                """
            ],
            finds: """
                casebell.yaml:4:3: error: a key has to be a plain word. Put the name in quotes, or remove the line.
                """),
        Mistake(
            "a file of another language",
            [
                "casebell.yaml": """
                { "networks": [ { "name": "office", "irc": { "server": "irc.example.org" } } ], "mode": "off" }
                """
            ],
            finds: """
                casebell.yaml:1:89: error: mode: "off" is not known here. Known: live, practice.
                """),
        Mistake(
            "nothing but a word",
            [
                "casebell.yaml": """
                irc.example.org
                """
            ],
            finds: """
                casebell.yaml:1:1: error: a group of keys belongs here, not a single value. Write "key: value" lines or { … }.
                """),
        Mistake(
            "an empty file",
            ["casebell.yaml": ""],
            finds: """
                casebell.yaml: error: the file is empty. Add networks: with one network.
                """),
        Mistake(
            "a file of comments",
            [
                "casebell.yaml": """
                # nothing yet
                """
            ],
            finds: """
                casebell.yaml: error: the file is empty. Add networks: with one network.
                """),
        Mistake(
            "files of misspelt names",
            ["poeple.yaml": "", "desk.yml": ""],
            finds: """
                desk.yml: warning: no file of this name is read. Did you mean "desk.yaml"?
                poeple.yaml: warning: no file of this name is read. Did you mean "people.yaml"?
                """),
        Mistake(
            "mistakes in three files",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                mod: live
                """,
                "people.yaml": """
                people:
                  - { name: dana, rolls: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
                "desk.yaml": """
                sigl: "!"
                """,
            ],
            finds: """
                casebell.yaml:4:1: error: mod: this key is not known. Did you mean "mode"?
                people.yaml:2:19: error: people[0].rolls: this key is not known. Did you mean "roles"?
                desk.yaml:1:1: error: sigl: this key is not known. Did you mean "sigil"?
                """),
    ]
}
