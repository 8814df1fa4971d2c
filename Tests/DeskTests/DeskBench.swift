import CaseStore
import Casework
import Chat
import Connectors
import Foundation
import Logging
import Rehearsal
import ServiceLifecycle
import Synchronization
import Testing

@testable import Desk

/// A desk with everything around it scripted but the store, which is a real one on disk, and can
/// be left and come back to.
final class DeskBench: Sendable {
    static let crm = SourceName("crm")
    let directory: String
    let clock = ManualClock()
    let probe = ProbeSwitch()
    var path: String { directory + "/casebell.db" }

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/desk-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        directory = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// One life of the desk's process: it ends when the body does, as a crash ends it.
    func live<Value: Sendable>(
        _ configure: (inout DeskPlan) -> Void = { _ in },
        _ body: (DeskLife) async throws -> Value
    ) async throws -> Value {
        var plan = DeskPlan(clock: clock)
        configure(&plan)
        let store = try SQLiteStore.open(path: path, now: clock.now(), probe: probe.probe)
        let life = DeskLife(plan, store: store)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await life.desk.run() } catch is CancellationError {}
            }
            let value: Value
            do {
                try await life.start()
                value = try await body(life)
            } catch {
                group.cancelAll()
                _ = await group.nextResult()
                try await store.close()
                throw error
            }
            // Nothing that happens from here on reaches the disk.
            probe.fail()
            group.cancelAll()
            _ = await group.nextResult()
            probe.work()
            try await store.close()
            return value
        }
    }
}

/// What a desk is made of in a test; each may change what it needs.
struct DeskPlan {
    var settings: DeskSettings
    var staff: [StaffMember]
    var rooms: [RoomPlace]
    var links: [ScriptedLink]
    var connector = ScriptedConnector()
    /// Where customers of other sources are answered.
    var others: [any Connector] = []
    var relays: [ScriptedRelay] = []
    /// In place of the connector, where that may not begin anew with each life.
    var receiver: (any Connector)?
    var pagers: [any Pager] = []
    var pageLink: String?
    var comesUp = true
    var isIntakeOnly = false
    var answersInRoom: Set<NetworkName> = []
    /// In place of those of the links.
    var keepers: Set<NetworkName>?
    var rota = RotaBook()
    /// Nothing: what is logged is read by nobody.
    var paper: LogPaper?
    let clock: ManualClock

    init(clock: ManualClock) {
        self.clock = clock
        links = [ScriptedLink("office", clock: clock)]
        settings = DeskSettings(
            queues: [
                Queue(
                    name: "care", rooms: ["care"], approvals: ["approvals"],
                    firstResponse: .minutes(30))
            ],
            priority: PrioritySettings(rules: [
                PriorityRule(
                    when: Condition(words: ["internet"]), points: 60, because: "outage")
            ]),
            policy: Policy(blockedWords: ["idiots"]),
            destinations: [Destination(name: "crm", sources: ["crm"], maxLength: 500)])
        staff = [
            DeskPlan.member("dana", [.agent]), DeskPlan.member("bo", [.agent]),
            DeskPlan.member("sam", [.agent, .supervisor]),
            DeskPlan.member("lee", [.supervisor]),
        ]
        rooms = [
            RoomPlace(
                name: "care", network: "office", address: "#care", isVouchedPrivate: false),
            RoomPlace(
                name: "approvals", network: "office", address: "#approvals",
                isVouchedPrivate: false),
        ]
    }

    static func member(_ name: String, _ roles: [Role]) -> StaffMember {
        StaffMember(
            person: Person(id: PersonID(name), roles: roles.map { Person.Grant($0) }),
            accounts: ["office": [AccountName(name)], "matrix": [AccountName("@\(name):x")]])
    }

    private var connectors: [any Connector] {
        let first: any Connector = receiver ?? connector
        return [first] + others
    }

    func setup() -> DeskSetup {
        var setup = DeskSetup(
            settings: settings, staff: staff, rooms: rooms, sigil: "!", isPlain: false,
            links: links, connectors: connectors, relays: relays, clock: clock,
            localTime: { instant in
                let seconds = Int(instant.milliseconds / 1000 % 86_400)
                return LocalTime(
                    year: 2026, month: 11, day: 21, hour: seconds / 3600,
                    minute: seconds / 60 % 60, second: seconds % 60)
            }, nextTime: { _, _, after in after + .hours(1) },
            isIntakeOnly: isIntakeOnly)
        setup.answersInRoom = answersInRoom
        if let keepers { setup.keepers = keepers }
        setup.rota = rota
        setup.pagers = pagers
        setup.pageLink = pageLink
        return setup
    }
}

/// A desk that runs.
final class DeskLife: Sendable {
    let desk: Desk
    let intake: Intake
    let store: SQLiteStore
    let clock: ManualClock
    let links: [ScriptedLink]
    let connector: ScriptedConnector
    let relays: [ScriptedRelay]
    private let rooms: [RoomPlace]
    private let comesUp: Bool

    init(_ plan: DeskPlan, store: SQLiteStore) {
        var silent = Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() }
        silent.logLevel = .critical
        desk = Desk(plan.setup(), store: store, logger: plan.paper?.logger ?? silent)
        intake = desk.intake
        self.store = store
        clock = plan.clock
        links = plan.links
        connector = plan.connector
        relays = plan.relays
        rooms = plan.rooms
        comesUp = plan.comesUp
    }

    var link: ScriptedLink { links[0] }

    func start() async throws {
        for link in links {
            // A thousand tests begin together, and each waits for its turn.
            try await until("\(link.network) runs", patience: .seconds(45)) { link.isListening }
            if comesUp { comeUp(link) }
        }
        if comesUp, !links.isEmpty { try await settle() }
    }

    /// The link joins its rooms, which only people of the desk can read.
    func comeUp(_ link: ScriptedLink) {
        for place in rooms where place.network == link.network {
            link.tell(.privacy(place.address, .closed(occupants: [], strangers: [])))
        }
        link.comeUp(rooms.filter { $0.network == link.network }.map(\.address))
    }

    /// Waits until everything that came before is decided.
    func settle() async throws {
        // What fell due when the clock was moved comes before what is said now, on a crowded machine
        // as well: ten seconds at most.
        for turn in 0..<10_000 where intake.timekeeper.isOverdue {
            if turn < 100 {
                await Task.yield()
            } else {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        _ = try await ask("!who", by: "lee")
    }

    /// Says it and waits for what answers it.
    @discardableResult
    func ask(_ text: String, by name: String, in room: String? = nil) async throws -> String {
        let start = link.posts.count
        let id = say(text, by: name, in: room)
        return try await link.posts.first(from: start, "an answer to \(text)") {
            $0.answers == id ? $0.text : nil
        }
    }

    @discardableResult
    func say(_ text: String, by name: String, in room: String? = nil) -> String {
        link.say(text, by: name, account: name, in: room)
    }

    /// Waits for a post with these words in it.
    @discardableResult
    func hears(_ words: String, from start: Int = 0, in room: String? = nil) async throws -> Post {
        try await link.posts.first(from: start, "“\(words)”") { post in
            post.text.contains(words) && (room == nil || post.room == room) ? post : nil
        }
    }

    /// The link sees that account behind a nick; nothing: the nick is gone.
    func sees(_ nick: String, _ account: String, isHere: Bool = true) {
        link.tell(
            .presence(
                Presence(
                    from: DirectAddress(nick), account: AccountName(account), isHere: isHere)))
    }

    /// What was said to a nick alone.
    func saidAlone(to nick: String, from start: Int = 0) -> [String] {
        link.posts.entries.dropFirst(start).filter {
            $0.destination == .person(DirectAddress(nick))
        }
        .map(\.text)
    }

    func take(_ mentions: Mention...) async throws -> [Acceptance] {
        try await desk.mentions.take(mentions)
    }

    func matter(_ number: Int64) async throws -> Case {
        let found = try await store.read { try $0.matter(CaseID(number)) }
        return try #require(found)
    }

    func mark(_ number: Int64 = 1) async throws -> Mark {
        try #require(try await matter(number).liveDraft?.mark)
    }

    /// Waits for something that no signal tells of.
    func until(
        _ what: String, patience: Duration = .seconds(10), _ isSo: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + patience
        while try await !isSo() {
            guard ContinuousClock.now < deadline else { throw Impatience(what: what) }
            await Task.yield()
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    struct Impatience: Error { let what: String }

    /// A case with a draft that waits for other eyes.
    func drafted(_ text: String = "I can see the fault on your line.") async throws -> Mark {
        _ = try await take(.said())
        try await ask("!c 1", by: "dana", in: "#care")
        let start = link.posts.count
        try await ask("!r 1 \(text)", by: "dana", in: "#care")
        try await hears("draft: ", from: start, in: "#approvals")
        try await settle()
        clock.advance(by: .seconds(1))
        return try await mark()
    }

    /// A case whose reply is approved, with its undo window open.
    func approved(_ text: String = "I can see the fault on your line.") async throws -> Mark {
        let mark = try await drafted(text)
        let start = link.posts.count
        say("!ok \(mark)", by: "sam", in: "#approvals")
        try await hears("approved by sam", from: start, in: "#approvals")
        try await settle()
        return mark
    }
}

/// Lets writes of the store fail.
final class ProbeSwitch: Sendable {
    struct Full: Error {}
    private let failing = Mutex<@Sendable () -> Bool>({ false })

    var probe: WriteProbe {
        WriteProbe { [self] in if failing.withLock({ $0 })() { throw Full() } }
    }
    func fail(_ when: @escaping @Sendable () -> Bool = { true }) {
        failing.withLock { $0 = when }
    }
    func work() { failing.withLock { $0 = { false } } }
}

/// Holds the writer, so that signals gather into one batch.
final class Blocker: Sendable {
    private let isHeld = Mutex(false)
    private let mayGo = DispatchSemaphore(value: 0)

    func hold() {
        isHeld.withLock { $0 = true }
        mayGo.wait()
    }
    var holds: Bool { isHeld.withLock { $0 } }
    func release() { mayGo.signal() }
}

extension DeskLife {
    /// Whatever is said in the body is decided in one batch.
    func hold(_ blocker: Blocker, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [store] in try await store.write { _ in blocker.hold() } }
            do {
                try await until("the writer is held") { blocker.holds }
                // The loop lives where the store is written, so it waits, too.
                try await body()
            } catch {
                blocker.release()
                throw error
            }
            blocker.release()
            try await group.waitForAll()
        }
    }

    /// Waits until what came of the last attempt is decided.
    func attemptEnds() async throws {
        try await until("the attempt's outcome is recorded") {
            let key = try await matter(1).drafts.last?.key
            guard let key else { return false }
            return try await store.read { try $0.reply(key)?.leasedUntil } == nil
        }
        try await settle()
    }
}

extension Inbox {
    var isEmpty: Bool { waiting == 0 }
}
