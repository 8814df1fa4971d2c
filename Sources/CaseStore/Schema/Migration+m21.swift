extension Migration {
    /// How many customers a plan has told is counted when it ends, in the writer.
    static let m21 = Migration(
        id: "m21-tellings",
        tables: """
            CREATE INDEX acknowledgements_of_period ON acknowledgements (period, state);

            """, guards: "")
}
