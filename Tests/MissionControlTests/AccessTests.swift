import Casework
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct AccessTests {
    @Test(arguments: [
        (nil, "GET", "/v1/cases", 401), ("wrong", "GET", "/v1/cases", 401),
        ("intake-only", "GET", "/v1/cases", 403), ("read-only", "GET", "/v1/cases", 200),
        ("intake-only", "GET", "/metrics", 403), ("intake-only", "GET", "/readyz", 200),
        (nil, "GET", "/readyz", 401), (nil, "GET", "/metrics", 401),
        (nil, "GET", "/openapi.yaml", 401), (nil, "GET", "/v1/events", 401),
        (nil, "GET", "/healthz", 200), (nil, "GET", "/", 200),
        ("read-only", "POST", "/v1/mentions", 403), (nil, "POST", "/v1/mentions", 401),
    ])
    func `lets in by token and scope`(token: String?, method: String, path: String, status: Int)
        async throws
    {
        try await ServedDesk.serving { served in
            var client = served.client
            client.token = token
            let body = method == "POST" ? Array(mara.utf8) : nil
            let reply = try await client.ask(
                method, path, ["Content-Type: application/json"], body: body)
            #expect(reply.status == status)
            if status == 401 { #expect(reply.field("www-authenticate") != nil) }
            #expect(served.desk.taken.isEmpty)
        }
    }

    @Test(arguments: [("intake-only", false), ("all", true)])
    func `believes trusted tokens about VIPs`(token: String, vip: Bool) async throws {
        try await ServedDesk.serving { served in
            var client = served.client
            client.token = token
            let reply = try await client.post(mara)
            #expect(reply.status == 202)
            #expect(served.desk.taken.map(\.author.vip) == [vip])
        }
    }

    @Test(arguments: [
        ("v1,good", "crm", 202), ("v1,bad", "crm", 401), ("v1,good", "somebody-else", 403),
    ])
    func `takes a signed post for its own source`(signature: String, source: String, status: Int)
        async throws
    {
        try await ServedDesk.serving { served in
            var client = served.client
            client.token = nil
            let reply = try await client.post(
                small(id: "1", source: source),
                [
                    "webhook-id: msg_1", "webhook-timestamp: 1795257000",
                    "webhook-signature: \(signature)",
                ])
            #expect(reply.status == status)
            #expect(served.desk.taken.count == (status == 202 ? 1 : 0))
        }
    }

    @Test func `compares digests of any length`() {
        let token = AccessToken(name: "a", secret: "s", may: [])
        #expect(token.has(digest: AccessToken.digest(of: "s")))
        #expect(!token.has(digest: AccessToken.digest(of: "t")))
        #expect(!token.has(digest: []))
    }

    @Test func `shows its name and nothing to guess at`() {
        let token = AccessToken(name: "crm", secret: "s", may: [.read])
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), "\([token])", dumped] {
            #expect(text.contains("crm"))
            #expect(!text.contains("\(AccessToken.digest(of: "s")[0])"), "\(text)")
            #expect(!text.contains("digest"), "\(text)")
        }
    }
}
