import CaseStore
import Casework
import Rehearsal

/// Two days of a desk with everything that figures count, in a store on disk.
enum StatsDay {
    static let table = """
        desk  judges   tone facts
        desk  promises first p1=15m p2=30m p3=2h
        desk  promises next p1=20m p3=1h
        mara  posts    #1 "no internet" vip
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        sam   ok       aa22
        +90s  outbox departs #1
        outbox lands   #1 sent
        sam   scores   #1 tone=1 "yesterday's"
        +5m   dana  resolves #1 "fixed"
        zed   posts    #2 "hello"
        +3h   bo    claims #2
        // Midnight goes by.
        +11h  mara  posts #1 "it is down again"
        +7m   dana  replies #1 "An engineer comes"
        +2m   sam   no aa23 "too cold"
        dana  replies  #1 "I am sorry, an engineer comes"
        +4m   lee   ok aa24
        +90s  outbox departs #1
        outbox lands   #1 sent
        mara  posts    #1 "Thank you!"
        sam   scores   #1 tone=2
        lee   scores   #1 tone=5 facts=5
        sam   scores   #1 tone=4 facts=4 "warm"
        +1m   dana  resolves #1 "engineer came"
        bo    replies  #2 "Hello!"
        +1m   sam   ok aa25
        sam   undoes   #2
        +3m   sam   ok aa25
        +90s  outbox departs #2
        outbox lands   #2 sent
        +20m  zed   posts #2 "and the bill?"
        +90m  bo    replies #2 "It is on its way"
        sam   no       aa26 "Too cold!"
        bo    replies  #2 "We send it today"
        +9m   sam   ok aa27
        +90s  outbox departs #2
        outbox lands   #2 sent
        bo    snoozes  #2 1h
        +1h   clock wakes #2
        +2m   bo    resolves #2
        ann   posts    #3 "buy followers"
        sam   noise    #3
        kai   posts    #4 "no internet, I cancel"
        +1m   bo    claims #4
        bo    releases #4
        dana  claims   #4
        +40m  clock looks #4
        pia   posts    #5 "my invoice"
        +2m   pia  posts #6 "my invoice again"
        sam   merges   #5 #6
        kim   claims   #6
        +5m   kim   resolves #6
        +3m   pia   posts #6 "no, still wrong"
        tom   posts    #7 "hello there"
        """

    /// Writes it, or another time, down as the desk would have.
    static func write(
        _ table: String = StatsDay.table, to store: SQLiteStore
    ) async throws -> ScenarioDesk {
        var desk = ScenarioDesk()
        let failures = Scenario("days", table).play(on: &desk).failures
        guard failures.isEmpty else { throw Unplayable(failures: failures) }
        let log = desk.log
        try await store.write { writer in
            for entry in log where !entry.facts.isEmpty {
                let before = try writer.matter(entry.matter)
                var facts = entry.facts[...]
                var matter = before
                if before == nil, let first = facts.popFirst() {
                    matter = Case(opening: first, id: entry.matter, at: entry.at)
                }
                for fact in facts { matter?.apply(fact, by: entry.by, at: entry.at) }
                try writer.record(
                    entry.facts, matter: matter, before: before, by: entry.by, via: nil,
                    at: entry.at)
            }
        }
        return desk
    }

    struct Unplayable: Error { var failures: [String] }
}
