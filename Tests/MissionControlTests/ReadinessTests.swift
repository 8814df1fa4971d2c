import CaseStore
import Casework
import Desk
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct ReadinessTests {
    @Test func `is ready when store and links are`() async throws {
        try await ServedDesk.serving { served in
            let ready = try await served.client.get("/readyz")
            #expect(ready.status == 200)
            #expect(
                ready.body == #"{"status":"ready","links":[{"network":"office","up":true}]}"#)
            served.desk.change {
                $0.links = [.init(network: "office", isUp: false)]
                $0.storeIsWritable = false
            }
            let unready = try await served.client.get("/readyz")
            #expect(unready.status == 503)
            let words = "office is not connected; the store cannot be written."
            #expect(unready.body.contains(words))
        }
    }

    @Test func `gives the figures to Prometheus`() async throws {
        try await ServedDesk.serving { served in
            served.store.change { contents in
                contents.counts = [
                    CaseCount(queue: "ca\"re", priority: .p1, phase: .new, count: 2),
                    CaseCount(queue: "ca\"re", priority: .p1, phase: .claimed, count: 3),
                    CaseCount(queue: "ca\"re", priority: .p1, phase: .resolved, count: 9),
                ]
                contents.outbox = OutboxFigures(
                    pendingPosts: 1, pendingReplies: 2,
                    oldestPost: ServedDesk.now - .seconds(1),
                    oldestReply: ServedDesk.now - Lapse(milliseconds: 1500))
            }
            served.desk.change {
                $0.attempts = [.init(target: "crm", outcome: "sent", count: 7)]
                $0.firstResponses.observe(seconds: 61)
                var pages = DeskStatus.Pages(channel: .email)
                pages.observe(seconds: 0.25)
                pages.observe(seconds: 1.5)
                $0.pages = [pages]
                $0.relays = [
                    .init(name: "crm", waitsSince: ServedDesk.now - .seconds(90)),
                    .init(name: "sto\"re", waitsSince: nil),
                ]
                $0.plans = [
                    RunningPlan(
                        name: "outage", by: "sam", since: ServedDesk.now,
                        until: Instant(milliseconds: 1_764_000_000_500))
                ]
            }
            let page = try await served.client.get("/metrics")
            #expect(page.field("content-type") == "text/plain; version=0.0.4; charset=utf-8")
            for line in [
                #"casebell_build_info{version="1.2.3"} 1"#,
                #"casebell_cases_open{queue="ca\"re",priority="P1"} 5"#,
                #"casebell_first_response_seconds_bucket{le="60"} 0"#,
                #"casebell_first_response_seconds_bucket{le="300"} 1"#,
                #"casebell_first_response_seconds_bucket{le="+Inf"} 1"#,
                "casebell_first_response_seconds_sum 61.0",
                "casebell_first_response_seconds_count 1", "casebell_outbox_pending 3",
                "casebell_outbox_oldest_seconds 1.5",
                #"casebell_send_attempts_total{target="crm",outcome="sent"} 7"#,
                #"casebell_relay_behind_seconds{relay="crm"} 90.0"#,
                #"casebell_relay_behind_seconds{relay="sto\"re"} 0.0"#,
                #"casebell_chat_connected{network="office"} 1"#,
                "# TYPE casebell_first_response_seconds histogram",
                #"casebell_page_seconds_bucket{channel="email",le="0.5"} 1"#,
                #"casebell_page_seconds_bucket{channel="email",le="2"} 2"#,
                #"casebell_page_seconds_sum{channel="email"} 1.75"#,
                #"casebell_page_seconds_count{channel="email"} 2"#,
                #"casebell_plan_end_timestamp_seconds{plan="outage"} 1764000000"#,
            ] {
                #expect(page.body.contains(line + "\n"), "\(line)")
            }
        }
    }
}
