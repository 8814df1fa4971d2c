import Casework

extension SQLReading {
    package func plans() throws -> [RunningPlan] {
        try sql.all(PlanStatements.all) { try JSONText.decoded(try $0.text()) }
    }

    package func tellings(of plan: RunningPlan) throws -> PlanTellings {
        try sql.first(PlanStatements.tellings, [.text(plan.period)]) {
            PlanTellings(told: try $0.count(), missed: try $0.count())
        } ?? PlanTellings()
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
