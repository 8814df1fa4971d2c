package import Casework

extension Wording {
    /// `37 new in care in the last 5m, 4 of them P2, 31 say "outage": !queue care`.
    /// - Parameter refrain: a word of the customers', where it may be shown.
    package func digest(
        of queue: QueueName, _ count: Int, middle: Int, in lapse: Lapse,
        refrain: (word: String, count: Int)?
    ) -> Line {
        let urgent = middle == 0 ? "" : middle == count ? ", all P2" : ", \(middle) of them P2"
        let words = refrain.map { ", \($0.count) say \(saying($0.word, upTo: 30))" } ?? Phrase()
        return line(
            """
            \(count) new in \(queue.rawValue) in the last \(Wording.rough(lapse))\(urgent)\(words): \
            \(say("queue \(queue.rawValue)"))
            """)
    }
}
