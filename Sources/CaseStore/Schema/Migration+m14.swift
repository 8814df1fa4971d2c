extension Migration {
    /// Words are parted otherwise where a sign stands behind an apostrophe (`FindWords`): the index of
    /// what cases are found by begins anew, behind the writer.
    static let m14 = Migration(id: "m14-find-anew", tables: findAnewM14, guards: findIndex)

    private static let findAnewM14 = """
        DROP TABLE find_index;
        DELETE FROM find_words;
        UPDATE find_progress SET sequence = 0, oldest = 1;

        """
}
