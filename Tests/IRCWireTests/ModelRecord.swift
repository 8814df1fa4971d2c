@testable import IRCWire

/// What the people of a `ModelNetwork` have seen, held against what was to be said.
struct ModelRecord {
    /// Lines of one utterance without a beginning among them.
    struct Showing {
        var id: Int
        var connection: Int
        var isMarked: Bool
        var words: [Int]
        /// Its lines stand at these places.
        var places: [Int]
    }

    private let desk: ModelDesk
    private(set) var violation: String?

    init(_ desk: ModelDesk) {
        self.desk = desk
        var all: [Int: [Showing]] = [:]
        for (target, lines) in desk.network.passed.sorted(by: { $0.key < $1.key }) {
            let showings = showings(of: lines)
            for showing in showings { all[showing.id, default: []].append(showing) }
            checkTogether(showings, in: target)
            checkOrder(showings, in: target)
        }
        for id in desk.items.indices { check(id, all[id] ?? []) }
    }

    private mutating func fail(_ words: String) { violation = violation ?? words }

    private func showings(of lines: [ModelNetwork.Passed]) -> [Showing] {
        var showings: [Showing] = []
        var latest: [Int: Int] = [:]
        for (place, line) in lines.enumerated() {
            let isMarked = line.text.hasPrefix("(again?) ")
            let words = line.text.dropFirst(isMarked ? 9 : 0).split(separator: " ").compactMap {
                word -> (Int, Int)? in
                let parts = word.dropFirst().split(separator: ".").compactMap { Int($0) }
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }
            guard let id = words.first?.0 else { continue }
            let numbers = words.map(\.1)
            if let index = latest[id], let last = showings[index].words.last, numbers[0] > last,
                !isMarked
            {
                showings[index].words += numbers
                showings[index].places.append(place)
                // A reading of the history lets it go on later.
                if showings[index].connection != line.connection {
                    showings[index].connection = line.connection
                    showings[index].places = [place]
                }
            } else {
                latest[id] = showings.count
                showings.append(
                    Showing(
                        id: id, connection: line.connection, isMarked: isMarked, words: numbers,
                        places: [place]))
            }
        }
        return showings
    }

    private mutating func checkTogether(_ showings: [Showing], in target: String) {
        // Where lines come back, others may stand between already.
        guard desk.kind.limit == nil, desk.kind.textBytesMax > 400, desk.kind.refusals == 0
        else { return }
        for showing in showings {
            let places = showing.places
            if let first = places.first, let last = places.last, last - first >= places.count {
                fail("u\(showing.id) is interrupted in \(target)")
            }
        }
    }

    /// On one connection a lane is said in the order in which it was posted, and a lane before
    /// those below it that came with it.
    private mutating func checkOrder(_ showings: [Showing], in target: String) {
        guard desk.kind.limit == nil, desk.kind.refusals == 0, desk.kind.textBytesMax > 400,
            !desk.kind.has("draft/multiline")
        else { return }
        for connection in 1...max(1, desk.connections) {
            let here = showings.filter { $0.connection == connection }.map(\.id)
            let posted = desk.posted.filter { $0.connection == connection }.map(\.id)
            let rank = Dictionary(
                posted.enumerated().map { ($1, $0) }, uniquingKeysWith: { _, last in last })
            for lane in 0..<Speech.laneCount {
                let ranks = here.filter { desk.items[$0].utterance.lane == lane }
                    .compactMap { rank[$0] }
                if ranks != ranks.sorted() { fail("lane \(lane) is out of order in \(target)") }
            }
        }
    }

    private mutating func check(_ id: Int, _ showings: [Showing]) {
        let item = desk.items[id]
        guard let end = item.end else { return }
        if showings.count > 2 { fail("u\(id) was said \(showings.count) times") }
        for showing in showings.dropFirst() where !showing.isMarked {
            fail("u\(id) was said again without a word, \(showings.map(\.words))")
        }
        let seen = Set(showings.flatMap(\.words))
        if end == "sent", seen != Set(0..<item.words) {
            fail("u\(id) counts as sent, and of \(item.words) words these were: \(seen.sorted())")
        }
        if end == "sent", let last = showings.last, last.words != Array(0..<item.words) {
            fail("u\(id) was not said whole: \(last.words)")
        }
        // Where the history tells, nothing is doubtful in the end.
        let tells =
            desk.kind.has("draft/chathistory") && desk.kind.isDeafToHistory == 0
            && !desk.kind.has("draft/multiline") && desk.kind.limit == nil
        if tells, end == "unknown" || showings.count != 1 {
            fail("u\(id) ended \(end), said \(showings.count) times")
        }
    }
}
