extension Migration {
    /// Whether a room may hold a message of the desk's whose id is not known yet is asked for each
    /// sign and each command in a thread that nobody knows.
    static let m16 = Migration(id: "m16-awaited", tables: awaitedM16, guards: "")

    private static let awaitedM16 = """
        CREATE INDEX messages_awaited ON messages (network, room) WHERE reference IS NULL;

        """
}
