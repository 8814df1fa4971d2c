/// Where somebody is who was just asked something.
package enum Whereabouts: Hashable, Sendable, Codable {
    case here
    /// By their own word; nothing: until they say that they are back.
    case away(until: Instant?)
    /// No chat shows them: they are told when one does.
    case unseen
}
