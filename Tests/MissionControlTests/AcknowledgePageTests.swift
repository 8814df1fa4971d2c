import Casework
import Desk
import Logging
import Synchronization
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct AcknowledgePageTests {
    private static let token = String(repeating: "a7", count: 30)
    private static let path = "/page/\(token)"

    @Test func `whoever has the link sees who is paged for what, and nothing has happened`()
        async throws
    {
        let door = PaperPages()
        try await ServedDesk.serving(pages: door) { served in
            var client = served.client
            client.token = nil
            for method in ["GET", "HEAD"] {
                let page = try await client.ask(method, Self.path)
                #expect(page.status == 200)
                #expect(page.field("content-type") == "text/html; charset=utf-8")
                #expect(page.field("referrer-policy") == "no-referrer")
                #expect(page.field("cache-control") == "no-store")
                let policy = try #require(page.field("content-security-policy"))
                #expect(policy.hasPrefix("default-src 'none'"))
                #expect(policy.contains("form-action 'self'"))
                #expect(!policy.contains("script"))
                guard method == "GET" else { continue }
                #expect(page.body.contains("<h1>Page for s&amp;m</h1>"))
                #expect(page.body.contains("<b>#42</b> nobody has it yet"))
                #expect(page.body.contains("<b>#43</b> held by &lt;lee&gt;"))
                #expect(page.body.contains("<form method=\"post\">"))
                #expect(!page.body.contains("<script"))
            }
            #expect(door.acknowledged == [])
        }
    }

    @Test func `the button works once`() async throws {
        let door = PaperPages()
        try await ServedDesk.serving(pages: door) { served in
            var client = served.client
            client.token = nil
            let form = ["Content-Type: application/x-www-form-urlencoded"]
            let first = try await client.ask("POST", Self.path, form, body: [])
            #expect(first.status == 200)
            #expect(first.body.contains("<h1>Acknowledged</h1>"))
            #expect(first.body.contains("<b>#42</b> acknowledged by s&amp;m"))
            let second = try await client.ask("POST", Self.path, form, body: [])
            #expect(second.status == 410)
            #expect(second.body.contains("<h1>This link is over</h1>"))
            let look = try await client.get(Self.path)
            #expect(look.status == 410)
            #expect(!look.body.contains("<button"))
            #expect(door.acknowledged == [Self.token])
        }
    }

    @Test(arguments: [
        "/page/" + String(repeating: "b", count: 60), "/page/short", "/page/",
        "/page/" + String(repeating: "a7", count: 30) + "%0a", "/page/<script>",
        "/page/" + String(repeating: "a", count: 5000),
    ])
    func `a link that was never given out is said to be unknown`(path: String) async throws {
        try await ServedDesk.serving(pages: PaperPages()) { served in
            var client = served.client
            client.token = nil
            for method in ["GET", "POST"] {
                let reply = try await client.ask(method, path, body: method == "POST" ? [] : nil)
                #expect(reply.status == 404)
                #expect(reply.body.contains("<h1>Unknown link</h1>"))
                #expect(!reply.body.contains("<script>"))
            }
        }
    }

    @Test func `a test page has a button and no cases`() async throws {
        let door = PaperPages(PageStanding(person: "sam", cases: [], isOver: false))
        try await ServedDesk.serving(pages: door) { served in
            let page = try await served.client.get(Self.path)
            #expect(page.body.contains("This was a test of the way to you."))
            #expect(page.body.contains("<button>"))
            #expect(!page.body.contains("<li>"))
        }
    }

    /// Whoever had the case has let go of it, and it pages nobody by itself.
    @Test func `where nothing waits for it nobody is thanked`() async throws {
        try await ServedDesk.serving(pages: PaperPages(takes: false)) { served in
            let page = try await served.client.ask("POST", Self.path, body: [])
            #expect(page.status == 200)
            #expect(page.body.contains("<h1>Nothing to acknowledge</h1>"))
            #expect(page.body.contains("<b>#42</b> nobody has it yet"))
            #expect(!page.body.contains("Thank you"))
        }
    }

    @Test func `whoever may look after none of it is told so, and is not thanked`() async throws {
        let door = PaperPages(
            PageStanding(
                person: "k<m",
                cases: [.init(id: CaseID(1), told: "#1 P1 <care>", state: .open)],
                isOver: false, isForbidden: true))
        try await ServedDesk.serving(pages: door) { served in
            let page = try await served.client.ask("POST", Self.path, body: [])
            #expect(page.status == 200)
            #expect(page.body.contains("<h1>Not acknowledged</h1>"))
            #expect(page.body.contains("k&lt;m, you may look after none of these"))
            #expect(page.body.contains("<b>#1</b> nobody has it yet"))
            #expect(page.body.contains("#1 P1 &lt;care&gt;"))
            #expect(!page.body.contains("Thank you"))
        }
    }

    @Test func `where others have it all there is no button left`() async throws {
        let door = PaperPages(
            PageStanding(
                person: "sam",
                cases: [
                    .init(id: CaseID(1), told: "#1 P1 care", state: .acknowledged(by: "lee")),
                    .init(id: CaseID(2), told: "#2 P1 care", state: .closed),
                ], isOver: false))
        try await ServedDesk.serving(pages: door) { served in
            let page = try await served.client.get(Self.path)
            #expect(page.status == 200)
            #expect(page.body.contains("Nothing waits for you any more."))
            #expect(page.body.contains("<b>#2</b> is closed"))
            #expect(!page.body.contains("<button"))
        }
    }

    @Test func `other methods, long forms, a desk without pages and one that is lost`()
        async throws
    {
        let door = PaperPages()
        try await ServedDesk.serving(pages: door) { served in
            let put = try await served.client.ask("PUT", Self.path, body: [])
            #expect(put.status == 405)
            #expect(put.field("allow") == "GET, HEAD, POST")
            let long = try await served.client.ask(
                "POST", Self.path, body: Array(repeating: 65, count: 5000))
            #expect(long.status == 413)
            #expect(door.acknowledged == [])
            door.lose()
            let lost = try await served.client.ask("POST", Self.path, body: [])
            #expect(lost.status == 503)
            #expect(lost.field("retry-after") == "10")
            #expect(lost.body.contains("nothing was done"))
            #expect(!lost.body.contains("disk"))
        }
        try await ServedDesk.serving { served in
            let reply = try await served.client.get(Self.path)
            #expect(reply.status == 404)
        }
    }
}

/// One page that was given out.
private final class PaperPages: PageDoor {
    private let state: Mutex<(standing: PageStanding, acknowledged: [String], isLost: Bool)>
    /// Whether anything waits for being acknowledged.
    private let takes: Bool

    init(
        _ standing: PageStanding = PageStanding(
            person: "s&m",
            cases: [
                .init(id: CaseID(42), told: "#42 P1 care, first reply due", state: .open),
                .init(id: CaseID(43), told: "#43 P2 care", state: .claimed(by: "<lee>")),
            ], isOver: false), takes: Bool = true
    ) {
        self.takes = takes
        state = Mutex((standing, [], false))
    }

    var acknowledged: [String] { state.withLock { $0.acknowledged } }
    func lose() { state.withLock { $0.isLost = true } }

    func look(token: String) async throws -> PageStanding? {
        try state.withLock { state in
            if state.isLost { throw DeskUnavailable.storeLost("the disk is full") }
            guard token == String(repeating: "a7", count: 30) else { return nil }
            var standing = state.standing
            standing.isOver = !state.acknowledged.isEmpty
            return standing
        }
    }

    func acknowledge(token: String) async throws -> PageStanding? {
        guard var standing = try await look(token: token), !standing.isOver else {
            return try await look(token: token)
        }
        state.withLock { state in
            guard !standing.isForbidden else { return }
            state.acknowledged.append(token)
            for index in standing.cases.indices
            where takes && standing.cases[index].state == .open {
                standing.cases[index].state = .acknowledged(by: standing.person)
            }
            state.standing = standing
        }
        return standing
    }
}
