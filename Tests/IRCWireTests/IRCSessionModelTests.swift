import Testing

@testable import IRCWire

#if canImport(Glibc)
    import Glibc
#endif

/// Thousands of things said over connections that come and go, to servers of many kinds: each is
/// said, once or with a word that it may be the second time, whole and in order.
@Suite struct IRCSessionModelTests {
    static let modern =
        "batch echo-message labeled-response message-tags server-time draft/chathistory"

    static let kinds: [ModelNetwork.Kind] = [
        .init(name: "plain, for ever"),
        .init(name: "plain", life: 8000),
        .init(name: "plain and slow", latency: 900, life: 30_000),
        .init(name: "echo", capabilities: "echo-message", life: 6000),
        .init(name: "labels", capabilities: "batch labeled-response message-tags", life: 6000),
        .init(
            name: "labelled echo", capabilities: "batch echo-message labeled-response message-tags",
            life: 6000),
        .init(name: "history", capabilities: modern, policy: .unlimited, life: 5000),
        .init(name: "history, limited", capabilities: modern, life: 9000),
        .init(
            name: "deaf history", capabilities: modern, policy: .unlimited, isDeafToHistory: 4,
            life: 15_000),
        .init(
            name: "multiline", capabilities: modern + " draft/multiline=max-bytes=4096,max-lines=9",
            policy: .unlimited, life: 5000),
        .init(
            name: "limits with 263", limit: FloodAllowance(burst: 5, every: 700), life: 40_000),
        .init(
            name: "limits with FAIL", capabilities: modern,
            limit: FloodAllowance(burst: 5, every: 700), life: 40_000),
        .init(name: "refusing, plain", policy: .unlimited, refusals: 8, life: 20_000),
        .init(
            name: "refusing", capabilities: "batch labeled-response message-tags",
            policy: .unlimited, refusals: 8, life: 20_000),
        .init(
            name: "refusing with history", capabilities: modern, policy: .unlimited, refusals: 8,
            life: 20_000),
    ]

    /// More seeds, and more said with each: `CASEBELL_MODEL_ROUNDS=10`.
    static let rounds = getenv("CASEBELL_MODEL_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 1

    @Test(arguments: kinds) func `everything is said, in order and at most twice`(
        kind: ModelNetwork.Kind
    ) {
        for seed in 0..<Self.rounds {
            var desk = ModelDesk(kind, seed: UInt64(seed) &* 977 &+ 5)
            desk.lives(utterances: Self.rounds > 1 ? 100 : 20)
            let violation = desk.violation ?? ModelRecord(desk).violation
            #expect(violation == nil, "seed \(seed)")
            if violation != nil { return }
        }
    }
}
