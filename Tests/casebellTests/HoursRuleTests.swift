import Casework
import Testing

@testable import casebell

/// Hours of rules follow the clocks of the desk's time zone when they are changed.
@Suite struct HoursRuleTests {
    /// 24 October 2026 is the last day of summer time in London: 07:30 UTC is 08:30. A day later it
    /// is 07:30.
    private static let moments: [(seconds: Int64, queue: String)] = [
        (1_792_827_000, "care"), (1_792_823_400, "night"), (1_792_913_400, "night"),
        (1_792_917_000, "care"),
    ]

    @Test(arguments: moments)
    func `night ends by the clock on the wall`(seconds: Int64, queue: String) throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            name: care.example.org
            timezone: Europe/London
            networks:
              - name: office
                irc: { server: irc.example.org, nick: casebell }
            """,
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues:
              - { name: care, room: care }
              - { name: night, room: care }
            routing:
              - { when: { hours: "18:00-08:00" }, queue: night }
            """,
            "people.yaml": """
            people:
              - { name: dana, roles: [agent], accounts: { office: dana } }
              - { name: sam, roles: [supervisor], accounts: { office: sam } }
            """,
        ])
        let settings = try folder.configuration().deskSettings
        let mention = Mention(
            key: MentionKey(source: "crm", id: "1"), text: "hello",
            postedAt: Instant(seconds: seconds), author: Author(handle: "@mara"))
        #expect(settings.route(mention).queue == QueueName(queue))
    }
}
