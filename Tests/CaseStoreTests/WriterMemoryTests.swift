import Casework
import Rehearsal
import Testing

@testable import CaseStore

@Suite(.timeLimit(.minutes(1)))
struct WriterMemoryTests {
    private struct Stumble: Error {}

    @Test
    func `what a step took back is not remembered`() async throws {
        let store = try SQLiteBench().sqlite()
        let opened = try await store.write { desk in
            let matter = try desk.open(.said(id: "1"))
            try? desk.savepoint {
                try desk.happen(.claimed(holder: "dana"), to: matter, by: "dana")
                throw Stumble()
            }
            #expect(try desk.matter(matter.id)?.holder == nil)
            return matter
        }
        #expect(try await store.read { try $0.matter(opened.id) } == opened)
        #expect(try await store.verifyAudit() == AuditReport(events: 1, erased: 0, broken: nil))
    }

    @Test
    func `what a transaction took back is not remembered`() async throws {
        let store = try SQLiteBench().sqlite()
        let matter = try await store.write { try $0.open(.said(id: "1")) }
        await #expect(throws: Stumble.self) {
            try await store.write { desk in
                try desk.open(.said(id: "2"))
                throw Stumble()
            }
        }
        try await store.write { desk in
            #expect(try desk.matter(CaseID(matter.id.number + 1)) == nil)
            #expect(try desk.lastEvent() == 1)
            try desk.open(.said(id: "3"))
        }
        #expect(try await store.verifyAudit() == AuditReport(events: 2, erased: 0, broken: nil))
        #expect(try await store.verifyReplay().holds)
    }

    @Test
    func `numbers and brakes that were taken back are not remembered`() async throws {
        let store = try SQLiteBench().sqlite()
        let brake = Brake(queue: "care", by: "sam", since: .halfPastTen, reason: "outage")
        try await store.write { desk in
            #expect(try desk.brakes() == [])
            let first = try desk.open(.said(id: "1")).id
            try? desk.savepoint {
                try desk.open(.said(id: "2"))
                try desk.setBrake(brake)
                #expect(try desk.brakes() == [brake])
                throw Stumble()
            }
            #expect(try desk.nextCaseNumber() == CaseID(first.number + 1))
            #expect(try desk.brakes() == [])
        }
        await #expect(throws: Stumble.self) {
            try await store.write { desk in
                try desk.open(.said(id: "3"))
                try desk.setBrake(brake)
                throw Stumble()
            }
        }
        try await store.write { desk in
            #expect(try desk.nextCaseNumber() == CaseID(2))
            #expect(try desk.brakes() == [])
            try desk.setBrake(brake)
            #expect(try desk.brakes() == [brake])
        }
        try await store.write { desk in
            #expect(try desk.brakes() == [brake])
            try desk.releaseBrake(of: "care")
            #expect(try desk.brakes() == [])
        }
    }

    @Test
    func `many cases are not kept for ever`() {
        let memory = WriterMemory()
        for number in 1...Int64(WriterMemory.casesMax * 3) {
            memory.keep(.fixture(number))
        }
        #expect(memory[CaseID(1)] == nil)
        #expect(memory[CaseID(Int64(WriterMemory.casesMax * 3))] != nil)
        #expect(memory[CaseID(Int64(WriterMemory.casesMax * 2))] != nil)
    }

    @Test
    func `a case with very many mentions is read anew`() {
        let memory = WriterMemory()
        var matter = Case.fixture(7)
        memory.keep(matter)
        #expect(memory[matter.id] != nil)
        matter.mentions = (0...WriterMemory.partsMax).map { .said(id: "\($0)") }
        memory.keep(matter)
        #expect(memory[matter.id] == nil)
    }
}

extension Case {
    fileprivate static func fixture(_ number: Int64) -> Case {
        Case(
            id: CaseID(number), queue: "care", priority: .p3, points: 0, reasons: [],
            customer: Mention.said().author, conversation: nil, openedAt: .halfPastTen,
            mentions: [])
    }
}
