/// One thing that makes a room open to outsiders (`RoomPrivacy.open`), in words for whoever may
/// change it.
package struct RoomOpening: Hashable, Sendable {
    /// Goes on after "because": "its join rule is `public`".
    package var reason: String
    /// What to do, as the end of a sentence: "set its join rule to `invite`".
    package var remedy: String

    package init(reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }
}
