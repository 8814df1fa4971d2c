/// The known word that a misspelt one most likely meant, or nothing if none is near. Of equally
/// near ones the first wins.
func nearest(to word: String, among known: [String]) -> String? {
    let folded = fold(word)
    guard folded.count <= 64 else { return nil }
    let reach = max(1, min(3, folded.count / 2))
    var best: (word: String, distance: Int)?
    for candidate in known where candidate != word && candidate.count <= 64 {
        let distance = editDistance(folded, fold(candidate))
        guard distance <= reach, distance < folded.count else { continue }
        if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
}

/// Case and the choice between `-` and `_` do not count as mistakes.
private func fold(_ word: String) -> [Character] {
    word.lowercased().map { $0 == "-" ? "_" : $0 }
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other
/// (optimal string alignment).
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        for column in 1...right.count {
            let change = left[row - 1] == right[column - 1] ? 0 : 1
            var cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
            if row > 1, column > 1, left[row - 1] == right[column - 2],
                left[row - 2] == right[column - 1]
            {
                cost = min(cost, beforeLast[column - 2] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}

/// The sentence that offers the nearest known word, or lists them all where none is near.
func offer(_ known: [String], insteadOf word: String) -> String {
    if let near = nearest(to: word, among: known) { return "Did you mean \"\(printable(near))\"?" }
    guard !known.isEmpty else { return "" }
    let shown = known.prefix(12).map(printable).joined(separator: ", ")
    return "Known: \(shown)\(known.count > 12 ? ", …" : "")."
}
