/// One step of the schema, never changed once it has been released.
///
/// The tables are written once, in the words SQLite's strict tables know. Another engine reads
/// `INTEGER` as a whole number of 64 bits and `BLOB` as its own type of bytes, and leaves out
/// `STRICT`. What no two databases write alike stands apart in `guards`.
struct Migration: Sendable {
    /// `m01-…`: numbered in order, so that names sort as they run.
    let id: String
    let tables: String
    /// Triggers and the index of words, in SQLite's dialect.
    let guards: String

    /// Every step this version knows, in order.
    static let all: [Migration] = [
        .m01, .m02, .m03, .m04, .m05, .m06, .m07, .m08, .m09, .m10, .m11, .m12,
        .m13, .m14, .m15, .m16, .m17, .m18, .m19, .m20, .m21, .m22,
        .m23,
    ]
}
