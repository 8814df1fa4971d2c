extension ReactorLoop {
    func set(_ alarm: ReactorAlarm, to moment: ContinuousClock.Instant?) {
        alarms[ObjectIdentifier(alarm)] = moment.map { (alarm, $0) }
    }

    func ringDueAlarms() {
        guard let next = nextAlarm, next <= .now else { return }
        let now = ContinuousClock.now
        for (id, (alarm, moment)) in alarms where moment <= now {
            alarms[id] = nil
            alarm.ring()
        }
    }

    var nextAlarm: ContinuousClock.Instant? { alarms.values.lazy.map(\.moment).min() }
}
