import Rehearsal
import Testing

@Suite struct RandomWalkTests {
    /// 60 desks of 600 steps: more than 20,000 commands.
    @Test(arguments: 1...60)
    func `whatever anybody does, the invariants hold`(seed: Int) {
        var walk = ScenarioWalk(seed: UInt64(seed))
        let broken = walk.run(600)
        #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
    }
}
