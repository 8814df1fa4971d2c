import Casework
import Chat
import Connectors
import ConsoleLink
import Desk
import Foundation

/// A small made-up desk: three people, a queue, a room for approvals, customers of a phone company
/// on a made-up network.
struct DemoDesk: Sendable {
    static let network: NetworkName = "console"
    static let work: RoomAddress = "#care"
    static let approvals: RoomAddress = "#approvals"
    static let source: SourceName = "social"

    static let dana = Person(id: "dana", roles: [.init(.agent)])
    static let bo = Person(id: "bo", roles: [.init(.agent)])
    static let sam = Person(id: "sam", roles: [.init(.agent), .init(.supervisor)])

    let link: ConsoleLink
    let setup: DeskSetup

    /// - Parameters:
    ///   - pace: above 1 everything is faster.
    ///   - types: whether a person types at the terminal.
    init(pace: Double, types: Bool, connector: any Connector) {
        let clock = SystemDeskClock()
        let wall = WallClock(timezone: TimeZone.current.identifier)
        let environment = ProcessInfo.processInfo.environment
        let people = [Self.dana, Self.bo, Self.sam]
        link = ConsoleLink(
            ConsoleConfiguration(
                network: Self.network, botName: "casebell", rooms: [Self.work, Self.approvals],
                people: people.map {
                    ConsolePerson(
                        name: $0.id.rawValue, account: AccountName($0.id.rawValue))
                }, input: types ? STDIN_FILENO : nil,
                isInteractive: types && isatty(STDIN_FILENO) == 1,
                hasColours: ConsoleConfiguration.wantsColours(
                    STDOUT_FILENO, environment: environment)),
            now: { clock.now() }, wallClock: { wall.localTime($0) })
        setup = DeskSetup(
            settings: Self.settings(pace: pace), staff: people.map(Self.member),
            rooms: [Self.place("care", Self.work), Self.place("approvals", Self.approvals)],
            sigil: "!", isPlain: false, links: [link], connectors: [connector], relays: [],
            clock: clock, localTime: { wall.localTime($0) },
            nextTime: { wall.next(hour: $0, minute: $1, after: $2) })
    }

    private static func member(_ person: Person) -> StaffMember {
        StaffMember(
            person: person, accounts: [network: [AccountName(person.id.rawValue)]])
    }

    private static func place(_ name: RoomName, _ address: RoomAddress) -> RoomPlace {
        RoomPlace(name: name, network: network, address: address, isVouchedPrivate: true)
    }

    private static func canned(_ name: String, _ text: String) -> CannedResponse? {
        (try? CannedText(text)).map { text in
            CannedResponse(
                name: name, variants: [CannedResponse.Variant(language: nil, text: text)])
        }
    }

    private static func settings(pace: Double) -> DeskSettings {
        let window = Lapse(milliseconds: max(Int64(6000 / pace), 500))
        return DeskSettings(
            queues: [
                Queue(
                    name: "care", rooms: ["care"], approvals: ["approvals"],
                    firstResponse: .minutes(30))
            ],
            priority: PrioritySettings(
                p1: 50, p2: 20,
                rules: [
                    PriorityRule(
                        when: Condition(words: ["cancel*", "no internet", "without internet"]),
                        points: 50, because: "churn or outage"),
                    PriorityRule(when: Condition(vip: true), points: 30, because: "VIP"),
                    PriorityRule(
                        when: Condition(followersAtLeast: 10_000), points: 10, because: "reach"),
                    PriorityRule(
                        when: Condition(words: ["thank*"]), points: -30, because: "thanks"),
                ]),
            policy: Policy(blockedWords: ["idiot", "idiots"], undoWindow: window),
            destinations: [
                Destination(name: "social", sources: [source], maxLength: 500)
            ],
            canned: [canned("sorry", "Hi {name}, we are sorry! It should work again at {?when}.")]
                .compactMap(\.self))
    }
}
