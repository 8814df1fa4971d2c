import Rehearsal
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LinkContractTests {
    @Test(arguments: LinkContract.all(for: ConsoleStage.nature))
    func `the console keeps to what every link promises`(_ scenario: LinkScenario) async throws {
        try await LinkContract.play(scenario, on: ConsoleStage())
    }

    @Test func `the scenarios can be read`() throws {
        #expect(try LinkContract.read().count > 10)
    }
}
