package import Casework

extension Wording {
    /// What was said twice while the connection broke off twice.
    /// - Parameters:
    ///   - matters: the cases it was about.
    ///   - more: how many others are not named.
    ///   - hasAnswers: it was also an answer about no case.
    package func mayBeUnseen(
        _ matters: [CaseID], more: Int = 0, hasAnswers: Bool = false
    ) -> [Line] {
        guard let first = matters.first else {
            return [
                line(
                    """
                    an answer of mine may not have reached this room: repeat your command if it \
                    was not answered.
                    """)
            ]
        }
        let named = numbers(matters, more: more)
        let others = hasAnswers ? ", and other answers of mine," : ""
        let way = hasAnswers ? "Repeat what was not answered. " : ""
        return [
            line(
                """
                what I said of \(named)\(others) may not have reached this room. \(way)\(sigil)show \
                \(Int(first.number))
                """)
        ]
    }
}
