import Casework

/// `score 42 tone=4 facts=5 a warm opening`, `score 42 @dana t=4`.
extension Reading {
    /// More than any desk has criteria.
    static let scoresMax = 20

    mutating func scoring() throws(Mistake) -> Act {
        let target = try target()
        var agent: String?
        if let word = scanner.peek(), word.unicodeScalars.first == "@" {
            agent = Reading.name(word, after: "@")
            guard agent != "" else { throw .usage(verb) }
            _ = scanner.word()
        }
        var points: [ScoreRequest.Said] = []
        while let said = scanner.peek().flatMap(Reading.scored) {
            guard points.count < Reading.scoresMax else { throw .usage(verb) }
            points.append(said)
            _ = scanner.word()
        }
        let remark = scanner.text()
        let request = ScoreRequest(
            agent: agent, points: points, remark: remark.isEmpty ? nil : remark)
        return Act(verb, .cases([target]), .command(.score(request)))
    }

    /// `tone=4` or `tone:4`, whatever punctuation follows it.
    private static func scored(_ word: String) -> ScoreRequest.Said? {
        let scalars = word.unicodeScalars
        guard let sign = scalars.firstIndex(where: { $0 == "=" || $0 == ":" }),
            sign > scalars.startIndex, scalars.count <= Reading.nameMax
        else { return nil }
        var scanner = Scanner(String(scalars[scalars.index(after: sign)...]))
        let digits = scanner.digits(atMost: 3)
        guard let points = Int(digits), digits.utf8.count <= 3 else { return nil }
        while let next = scanner.next, ",;.".unicodeScalars.contains(next) {
            _ = scanner.take(next)
        }
        guard scanner.isAtEnd else { return nil }
        return .init(String(scalars[..<sign]), points)
    }
}
