import Rehearsal
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LinkContractTests {
    @Test(arguments: LinkContract.all(for: MatrixStage.nature))
    func `Matrix keeps to what every link promises`(_ scenario: LinkScenario) async throws {
        try await LinkContract.play(scenario, on: MatrixStage(scenario.wishes))
    }
}
