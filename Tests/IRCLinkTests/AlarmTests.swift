import Testing

@testable import IRCLink

@Suite(.timeLimit(.minutes(1))) struct AlarmTests {
    @Test func `a ring before the sleep is not lost`() async {
        let alarm = Alarm()
        alarm.ring()
        await alarm.sleep(atMost: nil)
    }

    @Test func `a ring wakes, and the time being over wakes`() async {
        let alarm = Alarm()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await alarm.sleep(atMost: nil) }
            group.addTask { alarm.ring() }
        }
        await alarm.sleep(atMost: 1)
        alarm.ring()
        await alarm.sleep(atMost: 60_000)
    }

    @Test func `cancelling wakes`() async {
        let alarm = Alarm()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await alarm.sleep(atMost: nil) }
            group.addTask { await alarm.sleep(atMost: 60_000) }
            group.cancelAll()
        }
    }
}
