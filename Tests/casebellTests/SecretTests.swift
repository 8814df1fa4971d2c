import Glibc
import Testing

@testable import casebell

@Suite struct SecretTests {
    private func secret(_ source: Secret.Source) -> Secret {
        Secret(source: source, file: "casebell.yaml", key: "http.tokens[0].secret")
    }

    private func trouble(_ secret: Secret, _ environment: [String: String] = [:]) -> String {
        do throws(SecretError) {
            return "resolved to \(try secret.resolve(environment: environment))"
        } catch {
            return error.description
        }
    }

    @Test func `a variable gives its value`() throws {
        #expect(try secret(.environment("T")).resolve(environment: ["T": "s3 cret"]) == "s3 cret")
    }

    @Test func `a file gives its line, without the break at its end`() throws {
        let folder = try ConfigurationFolder()
        for (text, value) in [("a", "a"), ("b\n", "b"), ("c\r\n", "c"), ("\u{FEFF}d", "d")] {
            let path = try folder.write("secret", text)
            #expect(try secret(.file(path)).resolve(environment: [:]) == value)
        }
    }

    @Test func `what cannot be fetched is named with its key and the way out`() throws {
        let folder = try ConfigurationFolder()
        #expect(
            trouble(secret(.environment("T"))) == """
                casebell.yaml: http.tokens[0].secret: the environment variable T is not set. \
                Set it, or keep the secret in a file: { file: path }.
                """)
        #expect(
            trouble(secret(.environment("T")), ["T": ""]) == """
                casebell.yaml: http.tokens[0].secret: the environment variable T is empty. \
                Put the secret there.
                """)
        #expect(
            trouble(secret(.file("/nowhere/s"))) == """
                casebell.yaml: http.tokens[0].secret: /nowhere/s: it cannot be opened: no such \
                file. Create it, or mend the name.
                """)
        let empty = try folder.write("empty", "\n")
        #expect(trouble(secret(.file(empty))).contains("\(empty) is empty."))
        let long = try folder.write("long", String(repeating: "x", count: Secret.bytesMax + 1))
        #expect(trouble(secret(.file(long))).contains("it is longer than 64 KiB"))
    }

    @Test(arguments: ["a\r\nQUIT", "a\u{0}b", "a\nb\n"])
    func `a secret of several lines is refused and not repeated`(_ value: String) throws {
        let said = trouble(secret(.environment("T")), ["T": value])
        #expect(said.contains("has line breaks or control characters in it"))
        #expect(!said.contains(value))
    }

    @Test func `a file that others can read is warned of, another is not`() throws {
        let folder = try ConfigurationFolder()
        let path = try folder.write("secret", "s3cret")
        try folder.write(
            "casebell.yaml",
            """
            networks:
              - name: office
                irc: { server: irc.example.org, password: { file: "\(path)" } }
            """)
        #expect(chmod(path, 0o640) == 0)
        #expect(
            folder.findings
                == """
                casebell.yaml:3:47: warning: networks[0].irc.password: \(printable(path)) can be \
                read by others on this machine. chmod 600 \(printable(path))
                """.replacing("\(folder.path)/", with: ""))
        #expect(chmod(path, 0o600) == 0)
        #expect(folder.findings == "")
    }

    private static let modes: [(path: String, mode: mode_t, isOpen: Bool)] = [
        ("/run/credentials/casebell.service/irc", 0o400, false),
        ("/run/credentials/casebell.service/irc", 0o440, false),
        ("/run/credentials/casebell.service/irc", 0o444, true),
        ("/etc/casebell/irc", 0o600, false), ("/etc/casebell/irc", 0o440, true),
        ("run/credentials/casebell.service/irc", 0o440, true),
    ]

    @Test(arguments: modes)
    func `what systemd hands to a service is not open to others for its access list`(
        path: String, mode: mode_t, isOpen: Bool
    ) {
        #expect((mode & ServiceCredential.bitsOfOthers(path) != 0) == isOpen)
    }

    @Test func `a private key of a homeserver's account is looked at likewise`() throws {
        let folder = try ConfigurationFolder()
        let path = try folder.write("bot.key", "key")
        try folder.write(
            "casebell.yaml",
            """
            networks:
              - name: matrix
                matrix:
                  homeserver: https://matrix.example.org
                  user: "@casebell:example.org"
                  token: { env: T }
                  tls: { certificate: "\(path)", key: "\(path)" }
            """)
        #expect(chmod(path, 0o644) == 0)
        #expect(folder.findings.contains("warning: networks[0].matrix.tls.key: "))
        #expect(folder.findings.contains("can be read by others on this machine"))
        #expect(!folder.findings.contains("tls.certificate"))
        #expect(chmod(path, 0o600) == 0)
        #expect(folder.findings == "")
    }

    @Test func `a secret in plain never stands in the report`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: office
                irc: { server: irc.example.org, password: hunter2, sasl: hunter2 }
            relays:
              - { name: a, webhook: { url: "https://u:hunter2@a.example.org", secret: hunter2 } }
              - { name: b, webhook: { url: "https://u:hunter2@b b", secret: [hunter2] } }
            """
        ])
        let report = check(directory: folder.path)
        #expect(report.errors >= 6)
        #expect(!report.text.contains("hunter2"))
        #expect(!report.json.contains("hunter2"))
    }
}
