/// What somebody outside says in their own words when they do not take something. The words may
/// repeat what they were sent, a customer's text or the secret of a link: that belongs neither into
/// the log nor into a room in which customers' words are kept back. A reason is one text, also in
/// what was written down long ago, so they are found by what stands before them.
package enum ReceiverWords {
    /// What stands before a status. Behind it come a colon and the words, if there are any.
    private static let openings = ["the receiver answered ", "the mail server answered "]

    /// The reason up to its status: `the receiver answered 422`. One in which nobody outside is
    /// quoted stays as it is.
    package static func cut(from reason: String) -> String {
        let ends = openings.compactMap { opening -> String.Index? in
            guard let found = reason.utf8.firstRange(of: opening.utf8) else { return nil }
            return reason.utf8[found.upperBound...].prefix { (0x30...0x39).contains($0) }.endIndex
        }
        // Whatever follows the first one may be quoted already.
        guard let end = ends.min() else { return reason }
        return String(reason[..<end])
    }
}
