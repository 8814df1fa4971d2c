package import Casework

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The machine's own clocks.
package struct SystemDeskClock: DeskClock {
    package init() {}

    package func now() -> Instant { Instant(milliseconds: milliseconds(CLOCK_REALTIME)) }
    package func uptime() -> Lapse { Lapse(milliseconds: milliseconds(CLOCK_MONOTONIC)) }
    package func sinceBoot() -> Lapse { Lapse(milliseconds: milliseconds(CLOCK_BOOTTIME)) }

    package func sleep(for lapse: Lapse) async throws {
        try await Task.sleep(for: .milliseconds(lapse.milliseconds))
    }

    private func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
