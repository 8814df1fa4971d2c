import Casework

extension SQLReading {
    package func plans() throws -> [RunningPlan] {
        try sql.all(PlanStatements.all) { try JSONText.decoded(try $0.text()) }
    }
}

extension SQLWriter {
    package func setPlan(_ plan: RunningPlan) throws {
        try sql.run(
            PlanStatements.set,
            [.text(plan.name), .time(plan.since), .text(try JSONText.encoded(plan))])
    }

    package func endPlan(_ name: String) throws {
        try sql.run(PlanStatements.end, [.text(name)])
    }
}
