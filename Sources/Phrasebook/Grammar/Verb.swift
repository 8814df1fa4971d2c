/// The words that command in this version; the raw value is the word itself.
package enum Verb: String, Hashable, Sendable, CaseIterable {
    case queue, show, history, find, why, waiting, who, oncall, rota, board, stats, help
    case claim, release, assign, handover, take
    case reply, dm, canned, more, done, split, edit, attach, drop
    case approve, reject, rewrite
    case undo, settle, hold, unhold
    case note, tag, link, merge, noise
    case escalate, ack, ask, answer, snooze, resolve, reopen
    case away, back
    case override, swap, digest
    case plan
    case vip
    case score
}
