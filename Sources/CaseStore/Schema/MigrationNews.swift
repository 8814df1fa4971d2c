/// What bringing an older store to this version's schema is at. With millions of cases it takes
/// minutes, and until it is done nobody hears of the daemon in any other way.
package enum MigrationNews: Hashable, Sendable {
    /// First the whole store is copied to a file of that name.
    case copying(to: String)
    /// A step begins: its name, and which of how many it is.
    case step(String, number: Int, of: Int)
    /// What was told last still goes on, so many seconds after everything began.
    case goesOn(seconds: Int)
    case done(seconds: Int)
}
