import CaseStore
import Casework
import Rehearsal
import Rota
import Testing

@testable import Desk

/// Whose shift it is, told when it changes.
@Suite(.timeLimit(.minutes(1)))
struct ShiftChangeTests {
    @Test func `both and the room are told once, with what is open`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            desk.sees("olu", "olu")
            desk.sees("pat", "pat")
            for number in 1...7 {
                _ = try await desk.take(.said("no internet", id: "\(number)"))
            }
            try await desk.ask("!c 2", by: "dana", in: "#care")
            // The first start says nothing of who was on call before.
            #expect(desk.count("hands over") == 0)
            desk.clock.advance(by: .minutes(13 * 60 + 29))
            try await desk.settle()
            #expect(desk.count("hands over") == 0)
            desk.clock.advance(by: .minutes(1))
            let words = "care: olu hands over to pat, on call until 00:00 (24h)."
            try await desk.hears(words, in: "#approvals")
            let open = try await desk.hears("care: 7 cases open, the most urgent:")
            #expect(open.text.contains("#1 P"))
            #expect(open.text.contains(" dana's overdue "))
            #expect(!open.text.contains("#6"))
            try await desk.settle()
            for nick in ["olu", "pat"] {
                #expect(desk.saidAlone(to: nick).count { $0.hasPrefix(words) } == 1)
            }
            for _ in 0..<5 {
                desk.clock.advance(by: .minutes(1))
                try await desk.settle()
            }
            #expect(desk.count("hands over", in: "#approvals") == 1)
        }
    }

    @Test func `a desk that was down tells it when it is back, if it is still true`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in try await desk.settle() }
        // Over one hand-over.
        bench.clock.advance(by: .hours(15))
        try await bench.live({ $0.hasRota() }) { desk in
            try await desk.hears(
                "care: olu hands over to pat, on call until 00:00 (22h 30m), since 00:00 (1h 30m ago).",
                in: "#approvals")
            // Nobody could see them until now.
            #expect(desk.saidAlone(to: "pat") == [])
            desk.sees("pat", "pat")
            try await desk.until("pat is told") { desk.saidAlone(to: "pat").count == 1 }
            desk.sees("pat", "pat", isHere: false)
            desk.clock.advance(by: .minutes(10))
            desk.sees("pat", "pat")
            try await desk.settle()
            #expect(desk.saidAlone(to: "pat").count == 1)
            #expect(desk.count("hands over", in: "#approvals") == 1)
        }
        // Over two: the same person is on call again.
        bench.clock.advance(by: .hours(48))
        try await bench.live({ $0.hasRota() }) { desk in
            try await desk.settle()
            desk.clock.advance(by: .seconds(30))
            try await desk.settle()
            #expect(desk.count("hands over") == 0)
        }
    }

    @Test func `a gap is told, and a layer that comes new is not`() async throws {
        let bench = try DeskBench()
        var book = RotaBook()
        try await bench.live {
            $0.hasRota()
            book = $0.rota
        } _: { desk in
            try await desk.settle()
            var rota = DeskPlan.rota()
            rota.rotations[0].layers[0].parts = []
            rota.rotations[0].layers.append(
                Layer(
                    name: "second", zone: .utc,
                    parts: DeskPlan.rota().rotations[0].layers[0].parts))
            book.replace(rota)
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("care, first: olu is on call no more, and nobody is.")
            try await desk.settle()
            #expect(desk.count("care, second") == 0)
            book.replace(DeskPlan.rota())
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("care: olu is on call until 00:00")
        }
    }
}
