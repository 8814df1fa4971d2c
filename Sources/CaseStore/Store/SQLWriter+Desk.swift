import Casework

extension SQLWriter {
    package func apply(_ change: TimerChange, of id: CaseID) throws {
        switch change {
        case .set(let purpose, let at):
            try sql.run(DeskStatements.setTimer, [.number(id), .word(purpose), .time(at)])
        case .hasten(let purpose, let at):
            try sql.run(DeskStatements.hastenTimer, [.number(id), .word(purpose), .time(at)])
        case .clear(let purpose):
            try sql.run(DeskStatements.clearTimer, [.number(id), .word(purpose)])
        }
    }

    package func dueTimers(now: Instant, limit: Int) throws -> [DueTimer] {
        try sql.all(DeskStatements.dueTimers, [.time(now), .integer(max(0, limit))]) { row in
            DueTimer(id: try row.number(), purpose: try row.word(), due: try row.time())
        }
    }

    package func reassessOpenCases(from start: Instant, within: Lapse) throws {
        try sql.run(
            DeskStatements.reassessOpen,
            [
                .word(TimerPurpose.priority), .time(start),
                .integer(max(1, Int(within.milliseconds))),
            ])
    }

    /// A clock that is set right again at once brings nobody a first page.
    private static let looksAfter = Lapse.seconds(30)

    package func clockWasSet(by lapse: Lapse, now: Instant) throws {
        let isBack = lapse < .zero
        try sql.run(
            DeskStatements.shiftPages,
            [
                .integer(Int(lapse.milliseconds)),
                isBack ? .time(now + Self.looksAfter) : .integer(Int64.max),
                .word(TimerPurpose.page), .time(isBack ? now : now - lapse),
            ])
        try sql.run(
            DeskStatements.keepClockSet, [.integer(try lastEvent()), .time(now)])
    }

    package func begins(forPractice practice: Bool) throws {
        try sql.run(DeskStatements.keepMode, [.flag(practice)])
    }

    package func nextTimerDue() throws -> Instant? {
        let timer = try sql.first(DeskStatements.nextTimer) { try $0.time() }
        let vip = try sql.first(VIPStatements.next) { try $0.time() }
        return [timer, vip].compactMap(\.self).min()
    }

    package func setBrake(_ brake: Brake) throws {
        memory.note(brakes: nil)
        try sql.run(
            DeskStatements.setBrake,
            [
                .text(brake.queue?.rawValue ?? ""), .id(brake.by), .time(brake.since),
                .text(brake.reason),
            ])
    }

    package func releaseBrake(of queue: QueueName?) throws {
        memory.note(brakes: nil)
        try sql.run(DeskStatements.releaseBrake, [.text(queue?.rawValue ?? "")])
    }

    package func setCursor(_ cursor: RelayCursor) throws {
        try sql.run(
            DeskStatements.setCursor,
            [
                .text(cursor.relay), .integer(cursor.sequence), .integer(cursor.failures),
                .time(cursor.nextAttemptAt), .flag(cursor.isGone),
            ])
    }
}
