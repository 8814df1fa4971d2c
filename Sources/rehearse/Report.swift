import World

/// What a process that lives through days says to the one that counts them, and what that one
/// says in the end.
enum Report {
    static func line(of day: Day) -> String {
        let figures = day.figures
        let numbers = [
            figures.mentions, figures.commands, figures.replies, figures.lines, figures.crashes,
            figures.drops, figures.storeFailures, figures.jobs,
        ]
        let digest = String(day.digest, radix: 16)
        return "day \(day.seed) \(digest) \(day.breaches.count) "
            + numbers.map(String.init).joined(separator: " ")
    }

    struct Reading {
        var seed: UInt64
        var digest: String
        var breaches: Int
        var figures: Figures
    }

    /// Nothing if the line is for people.
    static func read(_ line: String) -> Reading? {
        let words = line.split(separator: " ")
        guard words.count == 12, words[0] == "day", let seed = UInt64(words[1]),
            let breaches = Int(words[3])
        else { return nil }
        let numbers = words.dropFirst(4).compactMap { Int($0) }
        guard numbers.count == 8 else { return nil }
        var figures = Figures()
        figures.days = 1
        figures.mentions = numbers[0]
        figures.commands = numbers[1]
        figures.replies = numbers[2]
        figures.lines = numbers[3]
        figures.crashes = numbers[4]
        figures.drops = numbers[5]
        figures.storeFailures = numbers[6]
        figures.jobs = numbers[7]
        return Reading(seed: seed, digest: String(words[2]), breaches: breaches, figures: figures)
    }

    static func summary(_ figures: Figures, failing: [UInt64], seconds: Double) -> String {
        let speed = seconds > 0 ? Double(figures.days) / seconds : 0
        var text = """
            \(figures.days) days in \(Int(seconds)) s (\(Int(speed * 600)) in ten minutes): \
            \(figures.mentions) mentions, \(figures.commands) commands, \(figures.replies) replies, \
            \(figures.lines) lines, \(figures.crashes) crashes, \(figures.drops) lost connections, \
            \(figures.storeFailures) failed writes
            """
        if failing.isEmpty {
            text += "\nall invariants held"
        } else {
            let seeds = failing.map(String.init).joined(separator: " ")
            text +=
                "\n\(failing.count) failing: \(seeds)\nagain: scripts/rehearse --seeds 1 --from "
            text += "\(failing[0]) --trace"
        }
        return text
    }
}
