import Testing

@testable import IRCWire

@Suite struct FloodBudgetTests {
    private func budget(_ burst: Int, _ every: Milliseconds) -> FloodBudget {
        FloodBudget(.fixed(FloodAllowance(burst: burst, every: every)), at: 0)
    }

    @Test func `a burst, then one line at a time`() {
        var budget = budget(3, 1000)
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
        var budget = budget(2, 1000)
        for _ in 0..<10 { budget.spend() }
        #expect(budget.nextLineAt == 3000)
    }

    @Test func `what weighs more costs more`() {
        var budget = budget(8, 1000)
        for command in ["JOIN", "WHO", "MODE", "PRIVMSG", "PING"] {
            budget.spend(FloodBudget.cost(command))
        }
        #expect(budget.hasLine)
        budget.spend()
        #expect(!budget.hasLine)
    }

    @Test func `each time that it was too much halves it, and a long peace gives back`() {
        var budget = FloodBudget(.adaptive(.cautious), at: 0)
        budget.tooMuch(at: 0)
        #expect(budget.allowance == FloodAllowance(burst: 4, every: 2000))
        for _ in 0..<9 { budget.tooMuch(at: 0) }
        #expect(budget.strictness == FloodBudget.strictnessMax)
        #expect(budget.allowance == FloodAllowance(burst: 1, every: 10_000))
        for quarter in 1...3 {
            budget.refill(at: Milliseconds(quarter) * FloodBudget.forgivenAfter)
        }
        #expect(budget.allowance == FloodAllowance(burst: 4, every: 2000))
        budget.refill(at: 4 * FloodBudget.forgivenAfter - 1)
        #expect(budget.strictness == 1)
        budget.refill(at: 4 * FloodBudget.forgivenAfter)
        #expect(budget.allowance == .cautious)
    }

    @Test func `becoming stricter gives no credit`() {
        var budget = FloodBudget(.adaptive(.cautious), at: 0)
        for _ in 0..<8 { budget.spend() }
        budget.tooMuch(at: 0)
        #expect(!budget.hasLine)
        #expect(budget.nextLineAt == 2000)
    }

    @Test func `what an earlier connection learned holds from the first line`() {
        let budget = FloodBudget(.adaptive(.cautious), strictness: 2, at: 0)
        #expect(budget.allowance == FloodAllowance(burst: 2, every: 4000))
    }

    @Test func `a server that ends no connection for speed has no bucket, until it complains`() {
        var budget = FloodBudget(.adaptive(.cautious), at: 0)
        budget.learn(isSafe: true)
        #expect(budget.allowance == nil)
        budget.tooMuch(at: 0)
        #expect(budget.allowance == .cautious)
        budget.learn(isSafe: false)
        #expect(budget.allowance == FloodAllowance(burst: 4, every: 2000))
    }

    @Test func `an administrator's word stands whatever the server promises`() {
        var budget = budget(3, 500)
        budget.learn(isSafe: true)
        #expect(budget.allowance == FloodAllowance(burst: 3, every: 500))
        var exempt = FloodBudget(.unlimited, at: 0)
        #expect(exempt.allowance == nil)
        exempt.tooMuch(at: 0)
        #expect(exempt.allowance == .cautious)
    }

    @Test func `a pause holds everything back for its time`() {
        var budget = budget(8, 1000)
        budget.refill(at: 10)
        budget.pause(until: 5000)
        #expect(!budget.hasLine)
        #expect(budget.nextLineAt == 5000)
        budget.refill(at: 5000)
        #expect(budget.hasLine)
    }

    @Test func `a configuration without a word on it is adaptive`() {
        var configuration = IRCSessionConfiguration(nick: "casebell")
        #expect(configuration.floodPolicy == .adaptive(.cautious))
        configuration.flood = nil
        #expect(configuration.floodPolicy == .unlimited)
        configuration.flood = FloodAllowance(burst: 2, every: 10)
        #expect(configuration.floodPolicy == .fixed(FloodAllowance(burst: 2, every: 10)))
    }
}
