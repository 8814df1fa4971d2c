enum PlanStatements {
    static let all = "SELECT plan FROM plans_on ORDER BY since, name"
    static let set = """
        INSERT INTO plans_on (name, since, plan) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET since = excluded.since, plan = excluded.plan
        """
    static let tellings = """
        SELECT count(*) FILTER (WHERE state = 'sent'),
          count(*) FILTER (WHERE state IN ('failed', 'unknown'))
        FROM acknowledgements WHERE period = ?
        """
    static let end = "DELETE FROM plans_on WHERE name = ?"
}
