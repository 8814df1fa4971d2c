import CaseStore
import Casework
import Notation
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct CaseReaderTests {
    @Test func `pages through cases, newest first`() async throws {
        try await ServedDesk.serving { served in
            served.store.change { contents in
                contents.matters = (1...5).map { .sample($0, phase: $0 == 3 ? .noise : .new) }
            }
            let first = try await served.client.get(
                "/v1/cases?phase=new,claimed&queue=care&limit=2")
            #expect(numbers(first.body) == [5, 4])
            #expect(
                first.field("link")
                    == "</v1/cases?phase=new,claimed&queue=care&after=4&limit=2>; rel=\"next\"")
            let next = "/v1/cases?phase=new,claimed&queue=care&after=4&limit=2"
            #expect(numbers(try await served.client.get(next).body) == [2, 1])
            let last = try await served.client.get("/v1/cases?phase=new&after=2&limit=2")
            #expect(numbers(last.body) == [1])
            #expect(last.field("link") == nil)
            #expect(try await served.client.get("/v1/cases?holder=bo").body == "[]")
        }
    }

    private func numbers(_ body: String) -> [Int] {
        body.split(separator: "{\"case\":").dropFirst().compactMap { part in
            Int(part.prefix { $0.isNumber })
        }
    }

    @Test func `shows a case with conversation and drafts`() async throws {
        try await ServedDesk.serving { served in
            var matter = Case.sample(42, phase: .drafted, holder: "dana")
            matter.drafts = [
                Draft(
                    revision: 1, mark: "k7f2", author: "dana", originator: "dana", text: "Hi",
                    visibility: .public, answers: MentionKey(source: "crm", id: "m42"),
                    fingerprint: "f", key: "secret-key", writtenAt: ServedDesk.now,
                    replaced: nil, approvalReasons: ["VIP"])
            ]
            matter.escalation = .init(to: nil, reason: "r", by: "bo", at: ServedDesk.now)
            served.store.change { [matter] in $0.matters = [matter] }
            let reply = try await served.client.get("/v1/cases/42")
            #expect(reply.status == 200)
            for part in [
                #"{"case":42,"phase":"drafted","queue":"care","priority":"P1","points":70,"#,
                #""reasons":[{"points":30,"because":"VIP"},"#,
                #"{"points":40,"because":"upset","words":["rude*"]}]"#,
                #""holder":"dana""#, #""opened_at":"2026-11-21T10:30:00.000Z""#,
                #""first_response_due_at":null"#, #""first_response_at":null"#,
                #""customer":{"handle":"@mara","name":"Mara","vip":true,"followers":48000}"#,
                #""tags":[]"#, #""links":[]"#,
                #""escalation":{"to":null,"reason":"r","by":"bo","at":"2026-11-21T10:30:00.000Z"}"#,
                #""mentions":[{"source":"crm","id":"m42","text":"Hi\r\n<b>\#u{202E}\u0000\"""#,
                #""drafts":[{"revision":1,"mark":"k7f2","author":"dana","text":"Hi","#,
                #""in_reply_to":"m42","state":"waiting""#, #""approver":null"#,
            ] {
                #expect(reply.body.contains(part), "\(part) in \(reply.body)")
            }
            #expect(!reply.body.contains("secret-key"))
            _ = try JSONParser.parse(Array(reply.body.utf8))
        }
    }

    @Test func `lists events of all and of one case`() async throws {
        try await ServedDesk.serving { served in
            served.store.change { contents in
                contents.matters = [.sample(1)]
                contents.events = [.sample(1), .sample(2, of: nil), .sample(3)]
            }
            let all = try await served.client.get("/v1/events?after=1&limit=1")
            #expect(
                all.body
                    == #"[{"seq":2,"case":null,"at":"2026-11-21T10:30:00.000Z","#
                    + #""type":"case.claimed","by":"dana","via":"office","#
                    + #""data":{"holder":"dana"},"hash":"ab2"}]"#)
            let own = try await served.client.get("/v1/cases/1/events")
            #expect(own.body.contains(#""seq":1"#) && own.body.contains(#""seq":3"#))
            #expect(!own.body.contains(#""seq":2"#))
        }
    }

    @Test(arguments: [
        ("/v1/events?after=5000", []), ("/v1/cases/1/events?after=4", []),
        ("/v1/events", ["Last-Event-ID: 4"]),
        ("/v1/events?after=1", ["Last-Event-ID: 99", "Accept: text/event-stream"]),
        ("/v1/events?after=4", ["Accept: text/event-stream"]),
    ])
    func `whoever has seen more than has happened is told so`(path: String, fields: [String])
        async throws
    {
        // Had it a slot, the stream would still have it.
        try await ServedDesk.serving(limits: { $0.streams = 1 }) { served in
            served.store.change { contents in
                contents.matters = [.sample(1)]
                contents.events = (1...3).map { .sample($0) }
            }
            for _ in 0..<2 {
                let reply = try await served.client.get(path, fields)
                #expect(reply.status == 422)
                #expect(reply.field("content-type") == "application/problem+json")
                #expect(reply.body.contains(#""pointer":"/after""#))
                #expect(reply.body.contains("is at most 3"))
            }
            for path in ["/v1/events?after=3", "/v1/cases/1/events?after=3"] {
                #expect(try await served.client.get(path).body == "[]")
            }
        }
    }

    @Test func `a page ends early when it grows large, and leads on`() async throws {
        try await ServedDesk.serving { served in
            served.store.change { contents in
                contents.matters = (Int64(1)...120).map { number in
                    var matter = Case.sample(number)
                    matter.mentions[0].text = String(repeating: "x", count: 50_000)
                    return matter
                }
            }
            let reply = try await served.client.get("/v1/cases?limit=1000")
            let shown = numbers(reply.body)
            #expect(shown.count < 120)
            #expect(reply.field("link")?.contains("after=\(shown.last ?? 0)&") == true)
        }
    }

    @Test func `a lost store is 503`() async throws {
        try await ServedDesk.serving { served in
            served.store.change { $0.failure = .closed }
            for path in ["/v1/cases", "/v1/cases/1", "/v1/events", "/metrics", "/readyz"] {
                let reply = try await served.client.get(path)
                #expect(reply.status == 503)
            }
            #expect(try await served.client.get("/healthz").status == 200)
        }
    }
}
