import CaseStore
import Casework
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct StoreTroubleTests {
    @Test func `a failure is logged once a minute for as long as it lasts, and its end once`() {
        var trouble = StoreTrouble()
        let logged = (0...150).filter { trouble.failed("full", at: .seconds($0)) }
        #expect(logged == [0, 60, 120])
        let first = trouble.works(at: .seconds(151))
        #expect(first == .seconds(151))
        let second = trouble.works(at: .seconds(152))
        #expect(second == nil)
    }

    @Test func `where some writes succeed, neither is logged more often`() {
        var trouble = StoreTrouble()
        var logged: [Int64] = []
        for second in stride(from: Int64(0), to: 120, by: 2) {
            if trouble.failed("full", at: .seconds(second)) { logged.append(second) }
            if trouble.works(at: .seconds(second + 1)) != nil { logged.append(second + 1) }
        }
        #expect(logged == [0, 1, 60, 61])
    }

    @Test func `another failure is logged at once`() {
        var trouble = StoreTrouble()
        let logged = ["full", "broken", "full"].map { trouble.failed($0, at: .zero) }
        #expect(logged == [true, true, false])
    }

    @Test func `a full disk is called that`() {
        #expect(StoreFailure.full.words == "the disk is full")
        #expect(StoreFailure.notWritten("disk I/O error").words.contains("disk I/O error"))
    }

    @Test func `a desk that cannot write logs it once, and when it can again`() async throws {
        let bench = try DeskBench()
        let paper = LogPaper()
        try await bench.live({ $0.paper = paper }) { desk in
            bench.probe.fail()
            func fails() async {
                await #expect(throws: DeskUnavailable.self) {
                    _ = try await desk.take(.said())
                }
            }
            for _ in 1...3 { await fails() }
            let failures = paper.lines(with: "A transaction failed")
            #expect(failures.count == 1)
            #expect(failures.first?.hasPrefix("error ") == true)
            desk.clock.advance(by: .minutes(1))
            await fails()
            #expect(paper.lines(with: "A transaction failed").count == 2)
            #expect(paper.lines(with: "written again") == [])
            bench.probe.work()
            _ = try await desk.take(.said())
            try await desk.settle()
            #expect(
                paper.lines(with: "written again")
                    == ["notice The store can be written again seconds=60"])
        }
    }
}
