import Testing

@testable import IRCWire

@Suite struct FloodBudgetTests {
    @Test func `a burst, then one line at a time`() {
        var budget = FloodBudget(FloodAllowance(burst: 3, every: 1000), at: 0)
        for _ in 0..<3 {
            #expect(budget.hasLine)
            budget.spend()
        }
        #expect(!budget.hasLine)
        #expect(budget.nextLineAt == 1000)
        budget.refill(at: 999)
        #expect(!budget.hasLine)
        budget.refill(at: 1000)
        #expect(budget.hasLine)
        budget.refill(at: 1_000_000)
        for _ in 0..<3 { budget.spend() }
        #expect(!budget.hasLine)
    }

    @Test func `lines that could not wait are owed`() {
        var budget = FloodBudget(FloodAllowance(burst: 2, every: 1000), at: 0)
        for _ in 0..<10 { budget.spend() }
        #expect(budget.nextLineAt == 3000)
    }
}
