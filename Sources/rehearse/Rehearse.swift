import Glibc
import World

@main
enum Rehearse {
    static func main() {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            complain(Options.usage)
            exit(64)
        }
        hashAlike()
        if options.isWorker || options.showsTrace {
            exit(Shift(options).live() ? 0 : 1)
        }
        var foreman = Foreman(options)
        exit(foreman.oversee() ? 0 : 1)
    }

    /// Sets and dictionaries have to be in the same order in every process, and the runtime asks
    /// the environment for that before anything else begins.
    private static func hashAlike() {
        let name = "SWIFT_DETERMINISTIC_HASHING"
        guard getenv(name) == nil else { return }
        setenv(name, "1", 1)
        var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) }
        arguments.append(nil)
        execv("/proc/self/exe", &arguments)
        complain("rehearse cannot start itself anew")
        exit(70)
    }

    static func complain(_ words: String) {
        let bytes = Array((words + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
