import Testing

@testable import casebell

/// The values of secrets, as something that runs fetches them.
@Suite struct ResolvedTests {
    private func resolved(_ environment: [String: String]) throws -> Resolved {
        let folder = try ConfigurationFolder([
            "casebell.yaml": ConfigurationFolder.oneNetwork + """
                http:
                  tokens:
                    - { name: crm, secret: { env: CRM }, may: intake }
                    - { name: wall, secret: { env: WALL }, may: read }
                    - { name: in, secret: { env: IN }, may: [intake, read] }

                """
        ])
        return try Resolved(folder.configuration(), environment: environment)
    }

    @Test func `tokens with secrets of their own are taken`() throws {
        _ = try resolved(["CRM": "a", "WALL": "b", "IN": "c"])
    }

    @Test(arguments: [["CRM": "a", "WALL": "b", "IN": "a"], ["CRM": "a", "WALL": "a", "IN": "c"]])
    func `two tokens with one secret are refused, and it is not repeated`(
        environment: [String: String]
    ) throws {
        let twin = environment["WALL"] == "a" ? "wall" : "in"
        let failure = #expect(throws: CommandFailure.self) { try resolved(environment) }
        #expect(failure?.code == .configuration)
        #expect(
            failure?.description
                == "casebell.yaml: http.tokens: the tokens crm and \(twin) have the same secret. "
                + "Give each token a secret of its own.")
    }

    @Test func `all secrets that are missing are named at once`() throws {
        let failure = #expect(throws: CommandFailure.self) { try resolved(["WALL": "b"]) }
        #expect(failure?.description.contains("the environment variable CRM is not set") == true)
        #expect(failure?.description.contains("the environment variable IN is not set") == true)
    }
}
