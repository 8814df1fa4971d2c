import CaseStore
import Casework
import Rehearsal
import Rota
import Testing

@testable import Desk

/// Who is on call, changed in chat.
@Suite(.timeLimit(.minutes(1)))
struct RotaActsTests {
    private func acts(_ desk: DeskLife) async throws -> [RotaAct] {
        try await desk.store.read { try $0.rotaActs() }
    }

    @Test func `whoever takes it over has it at once, until the time is over`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            desk.sees("olu", "olu")
            desk.sees("pat", "pat")
            #expect(
                try await desk.ask("!oncall me 2h", by: "dana").contains("takes somebody on call"))
            let answer = try await desk.ask("!oncall me 2h", by: "pat", in: "#care")
            #expect(
                answer == "pat has it from now until 12:30 (2h); olu is relieved."
                    || answer == "care: pat has it from now until 12:30 (2h); olu is relieved.")
            try await desk.hears(
                "care: olu hands over to pat, on call until 12:30 (2h).", in: "#approvals")
            for nick in ["olu", "pat"] {
                #expect(desk.saidAlone(to: nick).contains { $0.contains("hands over to pat") })
            }
            #expect(
                try await desk.ask("oncall", by: "dana")
                    .contains("care: pat until 12:30 (2h), then olu"))
            desk.clock.advance(by: .hours(2))
            try await desk.hears("care: pat hands over to olu", in: "#approvals")
            try await desk.settle()
            #expect(desk.count("hands over", in: "#approvals") == 2)
            #expect(try await acts(desk).count == 1)
            desk.clock.advance(by: .days(7))
            try await desk.until("it is forgotten") { try await acts(desk).isEmpty }
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `an override is told beforehand to both and the room, and taken back`() async throws
    {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            for nick in ["olu", "pat", "dana"] { desk.sees(nick, nick) }
            let words =
                "care: dana has it from 18:00 (7h 30m) to 22:00 (11h 30m), says sam; olu is "
                + "relieved."
            let answer = try await desk.ask("!override @dana 18:00 22:00", by: "sam", in: "#care")
            #expect(answer.hasSuffix(words))
            try await desk.hears(words, in: "#approvals")
            try await desk.settle()
            for nick in ["olu", "dana"] { #expect(desk.saidAlone(to: nick) == [words]) }
            #expect(desk.saidAlone(to: "pat") == [])
            #expect(
                try await desk.ask("!override @dana 18:00 22:00", by: "pat")
                    .contains("takes a supervisor"))
            #expect(
                try await desk.ask("!override second @dana 18:00 22:00", by: "sam")
                    .contains("the rota has no layer called \"second\""))
            #expect(
                try await desk.ask("!override @dana 2026-11-20 08:00 09:00", by: "sam")
                    .contains("is over already"))
            #expect(
                try await desk.ask("!override @zoe 18:00 22:00", by: "sam")
                    .contains("I know nobody called \"zoe\""))
            #expect(try await desk.ask("rota @dana", by: "bo").contains("1 time"))
            let back = try await desk.ask("!override @dana off", by: "sam", in: "#care")
            #expect(back.contains("is taken back, says sam"))
            #expect(try await desk.ask("rota @dana", by: "bo").contains("is not on call"))
            let none = try await desk.ask("!override @dana off", by: "sam")
            #expect(none.contains("nobody has set an override for dana"))
            #expect(try await acts(desk).isEmpty)
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `what was said counts where only mentions are taken in`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            desk.sees("pat", "pat")
            try await desk.ask("!oncall me 2h", by: "pat", in: "#care")
        }
        try await bench.live({ plan in
            plan.hasRota()
            plan.isIntakeOnly = true
            plan.links = []
        }) { desk in
            _ = try await desk.take(.said())
            let duty = desk.intake.setup.rota.rota.duty(of: "care", at: desk.clock.now())
            #expect(duty.onCall.map(\.people) == [["pat"]])
        }
    }

    @Test func `whoever stays on beyond their turn is told to whom they relieve`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            for nick in ["olu", "pat"] { desk.sees(nick, nick) }
            _ = try await desk.ask("!oncall me 20h", by: "olu")
            let told = try await desk.hears("pat is relieved", in: "#approvals")
            try await desk.settle()
            #expect(desk.saidAlone(to: "pat") == [told.text])
            #expect(desk.count("hands over", in: "#approvals") == 0)
        }
    }

    @Test func `a swap counts once the other agrees, who is told when they come`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            let offer = try await desk.ask("!swap @pat", by: "olu", in: "#care")
            #expect(offer.contains("care: olu offers a swap: olu has it from 00:00 (13h 30m)"))
            #expect(offer.contains("Nothing changes until pat says !swap ok"))
            #expect(try await acts(desk).map(\.asks) == ["pat"])
            #expect(
                try await desk.ask("!swap ok", by: "olu", in: "#care")
                    .contains("no swap is offered"))
        }
        try await bench.live({ $0.hasRota() }) { desk in
            desk.sees("pat", "pat")
            try await desk.hears("olu offers a swap")
            #expect(desk.saidAlone(to: "pat").count == 1)
            let agreed = try await desk.ask("!swap ok", by: "pat", in: "#care")
            #expect(agreed.contains("care: turns are swapped, says pat: olu has it from"))
            try await desk.hears("turns are swapped", in: "#approvals")
            #expect(try await acts(desk).map(\.asks) == [nil])
            desk.clock.advance(by: .hours(15))
            #expect(try await desk.ask("oncall", by: "dana").contains("care: olu until"))
            #expect(
                try await desk.ask("!oncall undo", by: "olu", in: "#care")
                    .contains("a supervisor takes back"))
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `an offer that nobody takes lapses, and a supervisor's swap waits for nobody`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            desk.sees("olu", "olu")
            _ = try await desk.ask("!swap @pat", by: "olu")
            desk.clock.advance(by: .hours(14))
            try await desk.hears("the swap of olu and pat is off, nobody agreed")
            #expect(try await acts(desk).isEmpty)
            let swapped = try await desk.ask("!swap @olu @pat", by: "sam", in: "#care")
            #expect(swapped.contains("turns are swapped, says sam"))
            #expect(try await acts(desk).count == 1)
        }
    }

    @Test func `what was said outlives a restart and another reading, but not its layer`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live({ $0.hasRota() }) { desk in
            _ = try await desk.ask(
                "!override @dana tomorrow 08:00 for 2h", by: "sam", in: "#care")
        }
        var book = RotaBook()
        try await bench.live {
            $0.hasRota()
            book = $0.rota
        } _: { desk in
            #expect(try await desk.ask("rota @dana", by: "bo").contains("1 time"))
            book.replace(DeskPlan.rota())
            #expect(try await desk.ask("rota @dana", by: "bo").contains("1 time"))
            book.replace(DeskPlan.rota(layer: "other"))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("the override for dana", in: "#approvals")
            try await desk.hears("counts no more: the rota has no such layer")
            #expect(try await acts(desk).isEmpty)
            let start = desk.link.posts.count
            desk.clock.advance(by: .seconds(30))
            try await desk.settle()
            let later = desk.link.posts.entries.dropFirst(start)
            #expect(later.allSatisfy { !$0.text.contains("care") })
            #expect(try await desk.store.verifyReplay().holds)
        }
    }
}
