import Crypto
import Testing

@testable import MissionControl

#if canImport(FoundationEssentials)
    import FoundationEssentials
#endif

@Suite(.timeLimit(.minutes(1)))
struct PageTests {
    @Test func `the page runs its own script and nothing else`() async throws {
        try await ServedDesk.serving { served in
            var client = served.client
            client.token = nil
            let page = try await client.get("/")
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            let policy = try #require(page.field("content-security-policy"))
            for tag in ["script", "style"] {
                let start = try #require(page.body.firstRange(of: "<\(tag)>"))
                let end = try #require(page.body.firstRange(of: "</\(tag)>"))
                let inside = page.body[start.upperBound..<end.lowerBound]
                let digest = Data(SHA256.hash(data: Data(inside.utf8))).base64EncodedString()
                #expect(policy.contains("\(tag)-src 'sha256-\(digest)'"))
            }
            #expect(policy.contains("default-src 'none'"))
            #expect(!page.body.contains("innerHTML"))
            #expect(!page.body.contains("https://"))
        }
    }

    @Test func `what is not answered is not drawn as nothing`() throws {
        let ask = try #require(LivePage.script.firstRange(of: "async function ask("))
        let rest = LivePage.script[ask.upperBound...]
        let end = try #require(rest.firstRange(of: "return answer;"))
        let body = rest[..<end.lowerBound]
        #expect(body.contains(#"if (!answer.ok && path !== "readyz") {"#))
        #expect(body.contains("throw new Error(problem.detail"))
    }

    @Test(arguments: [
        "/v1/mentions", "/v1/cases", "/v1/cases/{number}", "/v1/cases/{number}/events",
        "/v1/events", "/healthz", "/readyz", "/metrics", "/openapi.yaml",
        "/page/{token}", "/",
    ])
    func `the description names every path`(path: String) async throws {
        #expect(OpenAPI.document.contains("\n  \(path):\n"))
        #expect(!OpenAPI.document.contains("\t"))
    }

    @Test func `the description is served`() async throws {
        try await ServedDesk.serving { served in
            let reply = try await served.client.get("/openapi.yaml")
            #expect(reply.status == 200)
            #expect(reply.body == OpenAPI.document)
        }
    }
}
