import Glibc
import World

/// Some days, one after the other, in this process.
struct Shift {
    private let options: Options

    init(_ options: Options) { self.options = options }

    /// - Returns: whether all of them were as they should be.
    func live() -> Bool {
        guard let directory = Shift.directory() else {
            Rehearse.complain("there is no place for the days' stores")
            return false
        }
        defer { Shift.remove(directory) }
        var isGood = true
        for seed in options.from..<(options.from + options.seeds) {
            do {
                let day = try Day(
                    seed: seed, directory: directory, keepsTrace: options.showsTrace)
                if options.showsTrace { for line in day.trace { Shift.say(line) } }
                for line in day.report { Shift.say(line) }
                Shift.say(Report.line(of: day))
                isGood = isGood && day.breaches.isEmpty
            } catch {
                Shift.say("seed \(seed) could not be lived through: \(error)")
                isGood = false
            }
        }
        return isGood
    }

    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    /// In memory where the machine has that, so that syncs cost nothing.
    private static func directory() -> String? {
        let base =
            access("/dev/shm", W_OK) == 0
            ? "/dev/shm" : getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let blank = String(repeating: "X", count: 6)
        var template = Array("\(base)/rehearse-\(blank)".utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func remove(_ directory: String) {
        for file in ["casebell.db", "image"] {
            for end in ["", "-wal", "-shm"] { unlink("\(directory)/\(file)\(end)") }
        }
        rmdir(directory)
    }
}
