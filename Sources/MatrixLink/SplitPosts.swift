import Casework
import Chat

/// Posts of which nothing may be left out and that no message can hold. They are said in several, one
/// after the other, each once the one before has landed. The last of them is the post itself, with
/// its signs: where that is, all of it is.
struct SplitPosts: Sendable {
    /// What follows a part that is on its way, by its id; the post itself comes last.
    private var following: [String: [Post]] = [:]

    /// What is to be said of it first: all of it, where a message can hold that.
    mutating func begin(_ post: Post) -> Post {
        next(of: SplitPosts.parts(of: post)) ?? post
    }

    /// A part has ended.
    /// - Returns: what was to follow it; nothing where it was no part, or the last.
    mutating func ended(_ id: String) -> [Post]? { following.removeValue(forKey: id) }

    /// - Returns: the first of these, the others follow it.
    mutating func next(of parts: [Post]) -> Post? {
        guard let first = parts.first else { return nil }
        if parts.count > 1 { following[first.id.rawValue] = Array(parts.dropFirst()) }
        return first
    }

    private static func parts(of post: Post) -> [Post] {
        guard post.isWhole, post.shape.replaces == nil else { return [post] }
        let parts = PostBodies.parts(post.lines)
        return parts.enumerated().map { index, lines in
            var part = post
            part.lines = lines
            guard index < parts.count - 1 else { return part }
            part.id = DeliveryID("\(post.id).\(index + 1).\(digest(lines))")
            part.shape.rings = false
            part.shape.signs = []
            part.isAwaited = false
            return part
        }
    }

    /// Only a message of the same words is the same message: said again later, a post may say how
    /// late it is, and be cut elsewhere. (FNV-1a)
    private static func digest(_ lines: [Line]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in PostBodies(lines).plain.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }
}
