import Testing

@testable import MissionControl

struct DescriptorBudgetTests {
    @Test(arguments: [
        (UInt64(1024), 1024, 512), (20_000, 1024, 1024), (64, 1024, 32), (1, 1024, 1),
        (.max, 1024, 1024),
    ])
    func `connections get a half of the files at most`(limit: UInt64, wanted: Int, given: Int) {
        #expect(DescriptorBudget.share(of: limit, wanted: wanted) == given)
    }

    @Test func `the process has a limit`() {
        let given = DescriptorBudget.connections(wanted: .max)
        #expect(given >= 1)
        #expect(DescriptorBudget.connections(wanted: 1) == 1)
    }
}
