import Casework
import Chat

/// In which order posts that are given together go to the session.
enum PostOrder {
    /// Lane by lane; what others stand with goes before them.
    static func ordered(_ posts: [Post]) -> [Post] {
        guard posts.count > 1 else { return posts }
        var ranks = posts.map(\.lane)
        let places = Dictionary(posts.enumerated().map { ($1.id, $0) }) { first, _ in first }
        // A message stands with an earlier one: the last one's wish reaches the first.
        for (place, post) in posts.enumerated().reversed() {
            for case .post(let id)? in [post.shape.under, post.shape.replaces] {
                guard let anchor = places[id], anchor < place else { continue }
                ranks[anchor] = min(ranks[anchor], ranks[place])
            }
        }
        return posts.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { posts[$0] }
    }
}
