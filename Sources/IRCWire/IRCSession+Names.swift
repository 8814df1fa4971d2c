// What waits under a name goes on waiting when the name, or how names are compared, changes.
extension IRCSession {
    /// The same names mean other keys now.
    mutating func refoldWaiting(from before: CaseMapping) {
        let targets =
            speech.talks.values.map(\.utterance.target)
            + history.unsaid.values.joined().map(\.target)
            + history.held.values.joined().map { $0.room.map(nameOnServer) ?? $0.nick }
        var keys: [FoldedName: FoldedName] = [:]
        for target in targets { keys[before.key(target)] = key(target) }
        rekey { keys[$0] ?? $0 }
    }

    mutating func rekey(_ renamed: (FoldedName) -> FoldedName) {
        speech.awaited.retarget(renamed)
        speech.openTalks = speech.openTalks.rekeyed(renamed) { min($0, $1) }
        speech.comingAgain = speech.comingAgain.rekeyed(renamed) { $0.union($1) }
        speech.rests = speech.rests.rekeyed(renamed) { max($0, $1) }
        speech.refusals = speech.refusals.rekeyed(renamed) { one, other in
            Speech.Refusals(count: one.count + other.count, reason: one.reason)
        }
        history.unsaid = history.unsaid.rekeyed(renamed, +)
        history.held = history.held.rekeyed(renamed, +)
        history.due = history.due.rekeyed(renamed) { min($0, $1) }
    }
}

extension Dictionary where Key == FoldedName {
    func rekeyed(
        _ renamed: (FoldedName) -> FoldedName, _ both: (Value, Value) -> Value
    ) -> Self {
        // In the order of their names, so that two that become one always do so alike.
        Dictionary(
            sorted { $0.key < $1.key }.map { (renamed($0.key), $0.value) }, uniquingKeysWith: both)
    }
}
