extension Migration {
    /// With which event each hour began, so that a period's events are found without an index that
    /// every event would have to pay for.
    static let m09 = Migration(id: "m09-hours", tables: hoursM09, guards: "")

    private static let hoursM09 = """
        CREATE TABLE event_hours (
          -- hours since 1970
          hour INTEGER PRIMARY KEY,
          -- the first event of that hour in the order of the audit
          sequence INTEGER NOT NULL
        ) STRICT;
        INSERT INTO event_hours (hour, sequence)
          SELECT at / 3600000, min(sequence) FROM events GROUP BY at / 3600000;

        """
}
