import Casework

/// The machine's clock on the wall: right at first, and then perhaps set to another time.
final class Wall {
    /// How far it is ahead of what it would show had nobody touched it.
    private(set) var ahead = Lapse.zero
    let start: Instant
    private let scheduler: Scheduler
    /// So many minutes ahead of UTC is the desk's local time.
    let zoneMinutes: Int64

    init(_ start: Instant, zoneMinutes: Int64, _ scheduler: Scheduler) {
        self.start = start
        self.zoneMinutes = zoneMinutes
        self.scheduler = scheduler
    }

    func now() -> Instant { start + scheduler.now + ahead }

    /// The right time, as customers have it.
    func trueTime() -> Instant { start + scheduler.now }

    /// What a server's clock showed at that moment.
    func serverTime(_ at: Lapse, ahead: Lapse) -> Instant { start + at + ahead }

    func jump(by lapse: Lapse) { ahead = ahead + lapse }

    /// The clock on the wall as people read it; each month has thirty days here.
    static func localTime(_ instant: Instant, zoneMinutes: Int64) -> LocalTime {
        let seconds = instant.milliseconds / 1000 + zoneMinutes * 60
        let day = Int(seconds / 86_400)
        let second = Int(seconds % 86_400)
        return LocalTime(
            year: 2026 + day / 360, month: day % 360 / 30 + 1, day: day % 30 + 1,
            hour: second / 3600, minute: second / 60 % 60, second: second % 60)
    }

    static func nextTime(
        _ hour: Int, _ minute: Int, after: Instant, zoneMinutes: Int64
    ) -> Instant {
        let local = after.milliseconds + zoneMinutes * 60_000
        let wanted = Int64(hour * 60 + minute) * 60_000
        let today = local - local % 86_400_000 + wanted
        let next = today > local ? today : today + 86_400_000
        return Instant(milliseconds: next - zoneMinutes * 60_000)
    }
}
