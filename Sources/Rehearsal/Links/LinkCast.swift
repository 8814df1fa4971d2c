package import Casework
import Chat
import Connectors
import Desk
import Notation
import Rota

/// A chat client of somebody; who sits at it is its account.
package struct LinkClient: Hashable, Sendable {
    /// As the chat shows it: a nick, a display name.
    package var name: String
    /// Nothing: nobody knows who that is.
    package var account: String?
}

/// The people, rooms, customers and rules of every scenario. `Tests/Acceptance/scenario_desk.py`
/// writes the same into `bot-config`.
package enum LinkCast {
    /// Who is not of the desk.
    static let stranger = "zed"
    /// Dana and Bo are agents, Sam is both, Lee a supervisor. Zed has an account and no place at
    /// the desk; of Nick nobody knows who that is. Dana has a phone, too.
    package static let clients: [LinkClient] =
        ["dana", "bo", "sam", "lee", stranger].map { LinkClient(name: $0, account: $0) } + [
            LinkClient(name: "dana-phone", account: "dana"), LinkClient(name: "nick"),
        ]
    package static let rooms: [RoomName] = ["care", "approvals"]
    /// Who sits where; everybody is in the first room.
    package static let approvers = ["sam", "lee"]

    /// The machine's clock, by which desk and link live.
    package static var now: Instant { SystemDeskClock().now() }

    static let roles: [(name: String, roles: [Role])] = [
        ("dana", [.agent]), ("bo", [.agent]), ("sam", [.agent, .supervisor]),
        ("lee", [.supervisor]),
    ]

    /// Everybody knows Mara; whoever is called `…-vip` is important, too.
    static func author(of customer: String) -> Author {
        customer == "mara"
            ? Author(handle: "@mara@social.example", name: "Mara", followers: 48_000, vip: true)
            : Author(
                handle: "@\(customer)@social.example", name: customer,
                vip: customer.hasSuffix("-vip"))
    }

    static func settings(_ wishes: LinkWishes) throws -> DeskSettings {
        let outage = "Hi {name}, a line near you is down. It should work again at {?when}."
        let night = "Hi {name}, a person answers {opens}."
        var care = Queue(
            name: "care", rooms: ["care"], approvals: ["approvals"], oncall: ["care"],
            firstResponse: .minutes(30))
        care.acknowledge = AcknowledgeRule(canned: "night")
        var settings = DeskSettings(
            queues: [care],
            priority: PrioritySettings(
                p1: 50, p2: 20,
                rules: [
                    PriorityRule(
                        when: Condition(words: ["cancel*", "no internet", "without internet"]),
                        points: 30, because: "churn or outage"),
                    PriorityRule(when: Condition(vip: true), points: 30, because: "VIP"),
                    PriorityRule(
                        when: Condition(followersAtLeast: 10_000), points: 10, because: "reach"),
                    PriorityRule(
                        when: Condition(words: ["thank*"]), points: -30, because: "thanks"),
                ]),
            policy: Policy(
                blockedWords: ["idiot", "idiots"], undoWindow: wishes.undo,
                replyDeadline: .minutes(2), lastAgent: false),
            destinations: [Destination(name: "crm", sources: ["crm"], maxLength: wishes.replyMax)],
            canned: [
                CannedResponse(
                    name: "outage",
                    variants: [.init(language: nil, text: try CannedText(outage))]),
                CannedResponse(
                    name: "night",
                    variants: [.init(language: nil, text: try CannedText(night))]),
            ])
        settings.policy.crisisWords = WordList(["want to die"])
        var storm = ContinuityPlan(name: "storm", purpose: "more than we can read")
        storm.p1 = 80
        settings.plans = [storm]
        return settings
    }

    /// Lee is always on call; closed from now on for hours, or always open.
    private static func rota(_ wishes: LinkWishes) -> Rota {
        let turns = Turns(
            people: ["lee"], hours: 24, start: WallTime(seconds: 0), zone: .utc)
        let layer = Layer(
            name: "first", zone: .utc, parts: [Layer.Part(.turns(turns), zone: .utc)])
        var rota = Rota(rotations: [
            Rotation(name: "care", zone: .utc, queues: ["care"], layers: [layer])
        ])
        guard wishes.isClosed else { return rota }
        let opens = (LocalTime(utc: now).hour + 12) % 24
        let week = [WeekHours(from: opens * 60, to: (opens + 1) * 60)]
        rota.hours = [
            Rota.QueueHours(queues: ["care"], hours: BusinessHours(zone: .utc, week: week))
        ]
        return rota
    }

    static func setup(
        _ stage: any LinkStage, _ customers: LinkCustomers, _ wishes: LinkWishes
    ) throws -> DeskSetup {
        let network = stage.link.network
        var setup = DeskSetup(
            settings: try settings(wishes),
            staff: roles.map { name, roles in
                let accounts = clients.filter { $0.account == name }.compactMap(stage.account(of:))
                return StaffMember(
                    person: Person(id: PersonID(name), roles: roles.map { Person.Grant($0) }),
                    accounts: [network: Array(Set(accounts))])
            },
            rooms: rooms.map {
                RoomPlace(
                    name: $0, network: network, address: stage.address(of: $0),
                    isVouchedPrivate: true)
            }, sigil: "!", isPlain: false, links: [stage.link], connectors: [customers],
            relays: [], clock: SystemDeskClock(), localTime: { LocalTime(utc: $0) },
            nextTime: { _, _, after in after + .hours(1) })
        setup.rota = RotaBook(rota(wishes))
        return setup
    }
}

/// What a scenario asks of its desk.
package struct LinkWishes: Hashable, Sendable {
    /// How long a reply can be called back.
    package var undo = Lapse.seconds(1)
    /// Characters that one post takes.
    package var replyMax = 500
    /// The link lets few lines out at a time.
    package var isSlow = false
    /// Its queue is closed for hours to come.
    package var isClosed = false
}

/// The customers' system: takes in what is sent, once.
final class LinkCustomers: Connector {
    let name: SourceName = "crm"
    let deduplicates = true
    private let sights: LinkSights

    init(_ sights: LinkSights) { self.sights = sights }

    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        sights.show(reply.text, in: .customer)
        return .sent(reference: nil)
    }
}
