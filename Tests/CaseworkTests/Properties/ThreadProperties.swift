import Casework

/// What holds for whatever is cut into a thread. An input is the limit of a post, the number of the
/// first one, a byte each, and then the text.
enum ThreadProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard input.count > 2 else { return nil }
        let limit = Int(input[0])
        let first = 1 + Int(input[1]) % ThreadCut.postsMax
        let text = String(decoding: input.dropFirst(2), as: UTF8.self)
        guard let posts = ThreadCut.posts(of: text, limit: limit, from: first) else { return nil }
        return numbered(posts, first, limit) ?? kept(posts, first, text)
    }

    private static func numbered(_ posts: [String], _ first: Int, _ limit: Int) -> String? {
        let last = first + posts.count - 1
        guard last <= ThreadCut.postsMax || posts.isEmpty else { return "it has \(last) posts" }
        for (position, post) in posts.enumerated() {
            if post.count > limit { return "“\(post)” is longer than \(limit)" }
            // Some characters of Arabic take the space behind them in.
            let number = " (\(first + position)/\(last))".unicodeScalars
            if !post.unicodeScalars.suffix(number.count).elementsEqual(number) {
                return "“\(post)”: no number"
            }
        }
        return nil
    }

    /// Nothing is lost but white space where it was cut, and nothing comes in.
    private static func kept(_ posts: [String], _ first: Int, _ text: String) -> String? {
        let last = first + posts.count - 1
        let bare = posts.enumerated().map { position, post in
            post.unicodeScalars.dropLast(" (\(first + position)/\(last))".unicodeScalars.count)
        }
        if let empty = bare.firstIndex(where: \.isEmpty) { return "post \(empty) says nothing" }
        let words = bare.joined().filter { !$0.properties.isWhitespace }
        let said = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        return words.elementsEqual(said) ? nil : "“\(text)” becomes \(posts)"
    }
}
