import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Everybody who subscribed is told what happens, in order, and nothing is left out.
@Suite(.timeLimit(.minutes(1)))
struct EventCourierTests {
    @Test func `events are told in order, and new ones at once`() async throws {
        let relay = ScriptedRelay()
        try await DeskBench().live({ $0.relays = [relay] }) { desk in
            for number in 0..<150 {
                _ = try await desk.take(.said("word", id: "\(number)"))
            }
            _ = try await relay.published.first("the last") { $0.sequence == 300 ? $0 : nil }
            #expect(relay.published.entries.map(\.sequence) == Array(1...300))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            _ = try await relay.published.first("the claim") {
                $0.type == "case.claimed" ? $0 : nil
            }
        }
    }

    @Test func `the cursor stands after a restart where it stood before`() async throws {
        let bench = try DeskBench()
        let first = ScriptedRelay()
        try await bench.live({ $0.relays = [first] }) { desk in
            _ = try await desk.take(.said())
            _ = try await first.published.first("the second") { $0.sequence == 2 ? $0 : nil }
            try await desk.until("the cursor is written") {
                try await desk.store.read { try $0.cursor(of: "crm")?.sequence } == 2
            }
        }
        try await bench.live { desk in
            _ = try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.settle()
        }
        let second = ScriptedRelay()
        try await bench.live({ $0.relays = [second] }) { desk in
            let claim = try await second.published.first("the claim") { $0 }
            #expect(claim.sequence == 3)
            try await desk.settle()
        }
    }

    @Test func `a receiver that comes to know the desk later is told from then on`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in _ = try await desk.take(.said()) }
        let relay = ScriptedRelay()
        try await bench.live({ $0.relays = [relay] }) { desk in
            try await desk.ask("!c 1", by: "dana", in: "#care")
            #expect(try await relay.published.first("the claim") { $0 }.sequence == 3)
        }
    }

    @Test func `an event that is not taken is told again, before any other`() async throws {
        let relay = ScriptedRelay()
        try await DeskBench().live({ $0.relays = [relay] }) { desk in
            relay.script(
                .sent(reference: nil), .unknown(reason: "no answer"), .refused(reason: "422"))
            _ = try await desk.take(.said())
            _ = try await relay.published.first(from: 1, "the failure") { $0 }
            try await desk.until("it rests") {
                try await desk.store.read { try $0.cursor(of: "crm")?.failures } == 1
            }
            for _ in 0..<20 { try await desk.settle() }
            #expect(relay.published.count == 2)
            try await desk.until("it is told again") {
                desk.clock.advance(by: .seconds(1))
                return relay.published.count == 3
            }
            try await desk.until("it is told in the end", patience: .seconds(40)) {
                desk.clock.advance(by: .minutes(1))
                return relay.published.count == 4
            }
            #expect(relay.published.entries.map(\.sequence) == [1, 2, 2, 2])
            #expect(Set(relay.published.entries.dropFirst().map(\.key)).count == 1)
        }
    }

    @Test func `a receiver that is gone is told nothing more, but for one try at each start`()
        async throws
    {
        let bench = try DeskBench()
        let relay = ScriptedRelay()
        relay.script(.gone, .gone)
        try await bench.live({
            $0.relays = [relay]
            $0.staff.append(DeskPlan.member("ada", [.admin]))
        }) { desk in
            desk.sees("ada", "ada")
            _ = try await desk.take(.said())
            try await desk.until("it is known") {
                try await desk.store.read { try $0.cursor(of: "crm")?.isGone } == true
            }
            try await desk.hears("relay crm: the receiver is gone (410)")
            _ = try await desk.take(.said("word", id: "2"))
            desk.clock.advance(by: .hours(30))
            try await desk.settle()
            #expect(relay.published.count == 1)
        }
        try await bench.live({ $0.relays = [relay] }) { desk in
            _ = try await relay.published.first(from: 1, "another try") { $0 }
            try await desk.until("it is known again") {
                try await desk.store.read { try $0.cursor(of: "crm")?.isGone } == true
            }
            desk.clock.advance(by: .hours(30))
            try await desk.settle()
            #expect(relay.published.count == 2)
        }
        // Its address is another one by now.
        try await bench.live({ $0.relays = [relay] }) { desk in
            _ = try await relay.published.first("the last") { $0.sequence == 4 ? $0 : nil }
            #expect(relay.published.entries.prefix(6).map(\.sequence) == [1, 1, 1, 2, 3, 4])
        }
    }

    @Test func `a start waits for no attempt that an earlier process put off`() async throws {
        let bench = try DeskBench()
        let relay = ScriptedRelay()
        relay.script(.refused(reason: "404"))
        try await bench.live({ $0.relays = [relay] }) { desk in
            _ = try await desk.take(.said())
            try await desk.until("it rests") {
                try await desk.store.read { try $0.cursor(of: "crm")?.failures } == 1
            }
        }
        try await bench.live({ $0.relays = [relay] }) { desk in
            let cursor = try await desk.store.read { try $0.cursor(of: "crm") }
            #expect(cursor?.failures == 0)
            #expect(cursor?.nextAttemptAt == nil)
        }
    }

    @Test func `what a receiver quotes of a customer does not reach the log`() async throws {
        let relay = ScriptedRelay()
        let log = LogPaper()
        try await DeskBench().live({
            $0.relays = [relay]
            $0.paper = log
        }) { desk in
            relay.script(
                .refused(reason: "the receiver answered 422: not accepted: My secret diagnosis"),
                .unknown(reason: "the receiver answered 500: My secret diagnosis"),
                .retry(after: nil, reason: "the receiver answered 429: My secret diagnosis"))
            _ = try await desk.take(.said())
            try await desk.until("it is told in the end", patience: .seconds(40)) {
                desk.clock.advance(by: .minutes(1))
                return relay.published.count >= 4
            }
        }
        let told = log.lines.filter { $0.contains("An event was not taken") }
        #expect(told.count == 3)
        for (line, status) in zip(told, [422, 500, 429]) {
            #expect(line.contains("the receiver answered \(status)"))
        }
        #expect(!log.lines.contains { $0.contains("diagnosis") })
    }

    @Test func `what is refused three times is told without its data, and what follows whole`()
        async throws
    {
        let relay = ScriptedRelay()
        let refusal = ReplyOutcome.refused(reason: "the receiver answered 413: My secret diagnosis")
        relay.script(refusal, refusal, refusal)
        let log = LogPaper()
        try await DeskBench().live({
            $0.relays = [relay]
            $0.paper = log
            $0.staff.append(DeskPlan.member("ada", [.admin]))
        }) { desk in
            desk.sees("ada", "ada")
            _ = try await desk.take(.said())
            try await desk.until("it goes on", patience: .seconds(40)) {
                desk.clock.advance(by: .minutes(1))
                return relay.published.count >= 5
            }
            let told = relay.published.entries
            #expect(told.prefix(5).map(\.sequence) == [1, 1, 1, 1, 2])
            #expect(told.prefix(5).map(\.isWithheld) == [false, false, false, true, false])
            #expect(told[3].data == "null")
            #expect(told[3].key == told[0].key)
            #expect(told[4].data != "null")
            let news = try await desk.hears("relay crm: ")
            #expect(news.destination == .person("ada"))
            #expect(news.text.contains("refused as it is (the receiver answered 413)"))
            // One that is no shorter is not tried for minutes.
            relay.script(refusal)
            let start = relay.published.count
            _ = try await desk.take(.said(String(repeating: "no internet ", count: 200), id: "2"))
            _ = try await relay.published.first(from: start, "the next") {
                $0.sequence == 4 ? $0 : nil
            }
            let next = relay.published.entries.dropFirst(start)
            #expect(next.map(\.sequence) == [3, 3, 4])
            #expect(next.map(\.isWithheld) == [false, true, false])
            let attempts = desk.desk.status.status().attempts.filter { $0.target == "events:crm" }
            #expect(attempts.first { $0.outcome == "sent_without_data" }?.count == 2)
        }
        #expect(log.lines.count { $0.contains("An event was told without its data") } == 2)
        #expect(!log.lines.contains { $0.contains("diagnosis") })
    }

    @Test func `a receiver that refuses whatever it is told misses nothing, and it is known`()
        async throws
    {
        let relay = ScriptedRelay()
        let refusal = ReplyOutcome.refused(reason: "the receiver answered 404")
        // Twice as it is, and then twice with its data and without.
        relay.script(refusal, refusal, refusal, refusal, refusal, refusal)
        try await DeskBench().live({
            $0.relays = [relay]
            $0.staff.append(DeskPlan.member("ada", [.admin]))
        }) { desk in
            desk.sees("ada", "ada")
            _ = try await desk.take(.said())
            try await desk.until("it is told in the end", patience: .seconds(40)) {
                desk.clock.advance(by: .minutes(1))
                return relay.published.count >= 8
            }
            let told = relay.published.entries.prefix(8)
            #expect(told.map(\.sequence) == [1, 1, 1, 1, 1, 1, 1, 2])
            #expect(
                told.map(\.isWithheld)
                    == [false, false, false, true, false, true, false, false])
            try await desk.hears("relay crm: event 1 (case.opened) is refused")
            try await desk.settle()
            #expect(desk.saidAlone(to: "ada").count { $0.contains("relay crm") } == 1)
        }
    }

    @Test func `how far a receiver is behind is known until it has everything`() async throws {
        let relay = ScriptedRelay()
        try await DeskBench().live({ $0.relays = [relay] }) { desk in
            let status = desk.desk.status
            try await desk.until("it is known that there is one") {
                status.status().relays == [.init(name: "crm", waitsSince: nil)]
            }
            relay.script(.sent(reference: nil), .unknown(reason: "no answer"))
            let happened = desk.clock.now()
            _ = try await desk.take(.said())
            try await desk.until("it rests") {
                try await desk.store.read { try $0.cursor(of: "crm")?.failures } == 1
            }
            #expect(status.status().relays.first?.waitsSince == happened)
            try await desk.until("it is told in the end", patience: .seconds(40)) {
                desk.clock.advance(by: .seconds(1))
                return status.status().relays.first?.waitsSince == nil
            }
            #expect(relay.published.entries.map(\.sequence) == [1, 2, 2])
        }
    }

    @Test func `who wants some events is told those alone`() async throws {
        let relay = ScriptedRelay(subscription: .types(["case.claimed"]))
        try await DeskBench().live({ $0.relays = [relay] }) { desk in
            for number in 0..<30 { _ = try await desk.take(.said("word", id: "\(number)")) }
            try await desk.ask("!c 7", by: "dana", in: "#care")
            _ = try await relay.published.first("the claim") { $0 }
            #expect(relay.published.entries.map(\.type) == ["case.claimed"])
            try await desk.until("the cursor has moved on") {
                try await desk.store.read { try $0.cursor(of: "crm")?.sequence } == 61
            }
        }
    }
}
