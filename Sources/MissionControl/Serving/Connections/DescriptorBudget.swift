import Glibc

/// How many files the process may have open. Connections get a half of them at most: the store,
/// the chat and the relays need theirs whatever comes in.
enum DescriptorBudget {
    static func connections(wanted: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return wanted
        }
        return share(of: UInt64(limit.rlim_cur), wanted: wanted)
    }

    static func share(of limit: UInt64, wanted: Int) -> Int {
        max(1, min(wanted, Int(clamping: limit / 2)))
    }
}
