import Casework
import FoundationEssentials
import Testing

@testable import casebell

@Suite struct ExampleTests {
    static var examples: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "bot-config").path
    }

    @Test func `the examples of the repository are accepted with the one word that is due`() {
        let report = check(directory: Self.examples)
        #expect(report.isAccepted)
        #expect(report.findings.map(\.key) == ["policy.retention"])
    }

    @Test func `the examples say what they say`() throws {
        let configuration = try #require(Configuration.read(from: Self.examples).configuration)
        let connection = configuration.connection
        #expect(connection.name == "care.example.org")
        #expect(connection.timezone == "Europe/London")
        #expect(connection.relays.map(\.replies) == [["crm"]])
        #expect(connection.relays.map(\.events) == [.all])
        #expect(connection.relays.map(\.maxLength) == [500])
        #expect(connection.http?.tokens.map(\.may) == [[.intake, .read]])
        #expect(configuration.people.map(\.name) == ["dana", "sam", "lee", "pat", "kim"])
        #expect(
            configuration.people[2].roles == [
                Person.Grant(.oncall), Person.Grant(.supervisor, queues: ["care"]),
            ])
        #expect(configuration.desk.rooms.map(\.address) == ["#care", "#approvals"])
        #expect(
            configuration.desk.priority.rules.rules.map(\.points)
                == [30, 30, 10, 10, 10, 20, 10, 20, -10, -30])
        #expect(configuration.desk.policy.retention == .days(540))
        #expect(configuration.desk.queues.map(\.serviceLevel.permille) == [800])
        #expect(
            configuration.desk.queues.map(\.nextResponse) == [
                ResponseTargets(p1: .minutes(15), p2: .hours(1), p3: .hours(8))
            ])
        #expect(configuration.desk.queues.map(\.warnBefore) == [.minutes(10)])
    }

    @Test func `running the examples needs the environment, checking them does not`() throws {
        let configuration = try #require(Configuration.read(from: Self.examples).configuration)
        let missing = configuration.unresolvedSecrets(environment: [:])
        #expect(
            missing.map(\.key) == [
                "networks[0].irc.sasl.password", "http.tokens[0].secret",
                "sources[0].webhook.secret", "relays[0].webhook.secret",
            ])
        let environment = [
            "CASEBELL_IRC_PASSWORD": "a", "CASEBELL_TOKEN": "b", "CRM_SECRET": "c",
        ]
        #expect(configuration.unresolvedSecrets(environment: environment) == [])
    }
}

/// The rules as they are read hold for what customers write.
@Suite struct ExampleRulesTests {
    @Test(arguments: [
        ("I am cancelling, worst service ever", ["churn or outage", "complains", "angry"]),
        ("thank you, well done", ["praise", "thanks"]), ("what are your opening hours", []),
    ])
    func `example`(text: String, because: [String]) throws {
        let read = Configuration.read(from: ExampleTests.examples)
        let configuration = try #require(read.configuration)
        let settings = configuration.deskSettings
        let now = Instant(milliseconds: 1_795_000_000_000)
        let author = Author(handle: "@mara")
        let assessment = Assessment(
            [
                Mention(
                    key: MentionKey(source: "crm", id: "1"), text: text, postedAt: now,
                    author: author)
            ], customer: author, settings: settings.priority,
            circumstances: Circumstances(unanswered: 1, waitingSince: now, now: now))
        #expect(assessment.reasons.map(\.because) == because)
    }
}
