/// What was asked for on the command line.
struct Options {
    var seeds: UInt64 = 20
    var from: UInt64 = 1
    /// Processes at once.
    var processes = 2
    /// The whole day of the first seed.
    var showsTrace = false
    /// One of the processes that live through the days.
    var isWorker = false

    static let usage = """
        usage: rehearse [--seeds N] [--from S] [--processes P] [--trace]

        Lives through N days of a desk (20), drawn from the seeds S (1), S + 1, …, and checks all
        invariants after each. --trace prints the whole day of seed S.
        """

    /// Nothing if they cannot be read.
    init?(_ arguments: some Sequence<String>) {
        var arguments = arguments.makeIterator()
        while let argument = arguments.next() {
            switch argument {
            case "--trace": showsTrace = true
            case "--worker": isWorker = true
            case "--seeds", "--from", "--processes":
                guard let number = arguments.next().flatMap({ UInt64($0) }) else { return nil }
                switch argument {
                case "--seeds": seeds = min(number, 1_000_000)
                case "--from": from = number
                default: processes = Int(min(max(number, 1), 64))
                }
            default: return nil
            }
        }
    }
}
