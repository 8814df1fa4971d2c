import Rehearsal
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SQLiteContractTests {
    @Test(arguments: StoreContract.all)
    func `SQLite keeps the contract`(_ clause: StoreContract.Clause) async throws {
        try await clause.run(on: try SQLiteBench())
    }
}
