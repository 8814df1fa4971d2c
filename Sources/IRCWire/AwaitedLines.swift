/// Lines on their way, in the order of writing. Finding one by label and taking the first are
/// quick however many there are.
struct AwaitedLines: Sendable {
    struct Line: Sendable {
        enum Proof: Hashable { case label(String), echo, barrier }
        let talk: Int
        /// Which of the talk's lines.
        let index: Int
        let sequence: Int
        let proof: Proof
        var target: FoldedName
        let isNotice: Bool
        let bytes: Int
        let writtenAt: Milliseconds
    }

    /// By sequence; what is taken out leaves a hole until those before it are gone too.
    private var lines: [Line?] = []
    private var head = 0
    private var byLabel: [String: Int] = [:]
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    var first: Line? { head < lines.count ? lines[head] : nil }

    mutating func append(_ line: Line) {
        lines.append(line)
        count += 1
        if case .label(let label) = line.proof { byLabel[label] = line.sequence }
    }

    func labelled(_ label: String) -> Int? { byLabel[label] }

    /// The sequence of the first line that fulfils it.
    func first(where fits: (Line) -> Bool) -> Int? {
        for case let line? in lines[head...] where fits(line) { return line.sequence }
        return nil
    }

    /// The sequences of all that fulfil it, in their order.
    func all(where fits: (Line) -> Bool) -> [Int] {
        lines[head...].compactMap(\.self).filter(fits).map(\.sequence)
    }

    /// The sequence of the longest.
    var longest: Int? {
        lines[head...].compactMap(\.self).max { $0.bytes < $1.bytes }?.sequence
    }

    subscript(sequence: Int) -> Line? {
        position(of: sequence).flatMap { lines[$0] }
    }

    /// Targets go by other names.
    mutating func retarget(_ renamed: (FoldedName) -> FoldedName) {
        for index in lines.indices {
            if let target = lines[index]?.target { lines[index]?.target = renamed(target) }
        }
    }

    mutating func remove(_ sequence: Int) -> Line? {
        guard let position = position(of: sequence), let line = lines[position] else { return nil }
        lines[position] = nil
        count -= 1
        if case .label(let label) = line.proof { byLabel[label] = nil }
        while head < lines.count, lines[head] == nil { head += 1 }
        if head > 64, head * 2 > lines.count {
            lines.removeFirst(head)
            head = 0
        }
        return line
    }

    /// Sequences grow; a hole's neighbours tell where to look.
    private func position(of sequence: Int) -> Int? {
        var low = head
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            var probe = middle
            while probe < high, lines[probe] == nil { probe += 1 }
            guard probe < high, let line = lines[probe] else {
                high = middle
                continue
            }
            if line.sequence == sequence { return probe }
            if line.sequence < sequence { low = probe + 1 } else { high = middle }
        }
        return nil
    }
}
