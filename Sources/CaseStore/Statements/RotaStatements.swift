enum RotaStatements {
    static let acts = "SELECT act FROM rota_acts ORDER BY number"
    static let setAct = """
        INSERT INTO rota_acts (number, act) VALUES (?, ?)
        ON CONFLICT (number) DO UPDATE SET act = excluded.act
        """
    static let endAct = "DELETE FROM rota_acts WHERE number = ?"

    static let shifts = """
        SELECT rotation, layer, was, people, untold, since FROM shifts_told
        ORDER BY rotation, layer
        """
    static let setShift = """
        INSERT INTO shifts_told (rotation, layer, was, people, untold, since)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (rotation, layer) DO UPDATE SET was = excluded.was,
          people = excluded.people, untold = excluded.untold, since = excluded.since
        """
    static let openings = "SELECT queue, opened_at FROM digests_told ORDER BY queue"
    static let setOpening = """
        INSERT INTO digests_told (queue, opened_at) VALUES (?, ?)
        ON CONFLICT (queue) DO UPDATE SET opened_at = excluded.opened_at
        """
    static let carried = "SELECT case_id FROM digest_cases WHERE queue = ? ORDER BY case_id"
    static let dropCarried = "DELETE FROM digest_cases WHERE queue = ?"
    static let carry = "INSERT INTO digest_cases (queue, case_id) VALUES (?, ?)"
    static let happened = "SELECT sequence, case_id, at, type FROM events WHERE sequence >= ?"

    static let forgetShift = "DELETE FROM shifts_told WHERE rotation = ? AND layer = ?"
}
