import Casework
import Testing

@testable import casebell

@Suite struct DefaultsTests {
    @Test func `one network is enough, and everything else has its default`() throws {
        let configuration = try ConfigurationFolder([:]).configuration()
        let file = configuration.connection
        #expect(file.name == "casebell")
        #expect(file.timezone == "UTC")
        #expect(file.mode == .live)
        #expect(file.state == "./state")
        #expect(file.store == .sqlite(file: "casebell.db"))
        #expect(file.log == LogSection(level: .info, format: .text))
        #expect(file.http == nil)
        #expect(file.sources == [])
        #expect(file.relays == [])
        #expect(configuration.people == [])
        #expect(configuration.desk == DeskFile())
        #expect(configuration.secrets == [])
    }

    @Test func `an IRC network needs its server alone`() throws {
        let configuration = try ConfigurationFolder([:]).configuration()
        let network = try #require(configuration.connection.networks.first)
        #expect(network.name == "office")
        guard case .irc(let irc) = network.kind else {
            Issue.record("\(network.kind) is not IRC")
            return
        }
        #expect(irc.server == HostPort(host: "irc.example.org", port: 6697))
        #expect(irc.tls == TLSSection())
        #expect(irc.tls.isEnabled)
        #expect(irc.tls.fingerprints == [])
        #expect(irc.nick == "casebell")
        #expect(irc.user == "casebell")
        #expect(irc.realname == "Casebell")
        #expect(irc.password == nil)
        #expect(irc.proxy == nil)
        #expect(irc.sasl == nil)
        #expect(irc.flood == nil)
        #expect(irc.services == nil)
        #expect(irc.answers == .notice)
        #expect(!irc.showsTopic)
        #expect(irc.reconnect.first == .seconds(1))
        #expect(irc.reconnect.longest == .minutes(5))
    }

    @Test func `a desk without settings asks for approval of everything`() {
        let desk = DeskFile()
        #expect(desk.sigil == "!")
        #expect(desk.style == .unicode)
        #expect(desk.rooms == [])
        #expect(desk.queues == [])
        #expect(desk.priority == PrioritySettings(p1: 50, p2: 20, rules: []))
        #expect(desk.routing == [])
        #expect(desk.policy.approval == .always)
        #expect(desk.policy.blockedWords == [])
        #expect(desk.policy.undoWindow == .seconds(30))
        #expect(desk.policy.replyDeadline == .minutes(15))
        #expect(desk.policy.freshCommand == .minutes(2))
        #expect(desk.policy.backlog == .hours(2))
        #expect(desk.policy.retention == nil)
    }

    @Test func `a queue approves and pages in its first room unless told otherwise`() throws {
        let folder = try ConfigurationFolder([
            "desk.yaml": """
            rooms:
              care: { network: office, room: "#care" }
              late: { network: office, room: "#late" }
              eyes: { network: office, room: "#eyes" }
            queues:
              - { name: one, room: [care, late] }
              - { name: two, room: late, approvals: eyes }
              - { name: three, room: late, oncall: eyes, first_response: 2h, service_level: 99.5% }
            """
        ])
        let queues = try folder.configuration().desk.queues
        #expect(queues.map(\.rooms) == [["care", "late"], ["late"], ["late"]])
        #expect(queues.map(\.approvals) == [["care"], ["eyes"], ["late"]])
        #expect(queues.map(\.oncall) == [["care"], ["eyes"], ["eyes"]])
        #expect(queues.map(\.firstResponse) == [.minutes(30), .minutes(30), .hours(2)])
        #expect(queues.map(\.nextResponse) == [nil, nil, nil])
        #expect(queues.map(\.warnBefore) == [nil, nil, nil])
        #expect(queues.map(\.serviceLevel.permille) == [800, 800, 995])
    }

    @Test func `tokens are trusted and sources are not unless told otherwise`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            \(ConfigurationFolder.oneNetwork)
            http:
              tokens:
                - { name: a, secret: { env: A }, may: intake }
                - { name: b, secret: { env: B }, may: [read, intake, read], trusted: false }
            sources:
              - { name: c, webhook: { secret: { env: C } } }
              - { name: d, webhook: { secret: { env: D } }, trusted: true }
            relays:
              - { name: e, webhook: { url: "https://e.example.org/", secret: { env: E } }, replies: c }
            """
        ])
        let file = try folder.configuration().connection
        #expect(file.http?.listen == HostPort(host: "127.0.0.1", port: 8642))
        #expect(file.http?.tokens.map(\.isTrusted) == [true, false])
        #expect(file.http?.tokens.map(\.may) == [[.intake], [.read, .intake]])
        #expect(file.sources.map(\.isTrusted) == [false, true])
        #expect(file.relays.map(\.events) == [.types([])])
        #expect(file.relays.map(\.maxLength) == [nil])
    }
}
