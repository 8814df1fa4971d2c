import Rehearsal
import Testing

@testable import Casework

/// Escalation chains: somebody looks after every case, or the room is told that nobody does.
@Suite struct PagingTests {
    @Test(arguments: scenarios)
    func `who is called when nobody has it`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "step by step, and then the chain is at its end",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip  → P1, page 0m
            clock pages    #1                    → paged olu, page 5m, silent
            +5m   clock pages #1                 → paged olu, page 5m
            +5m   clock pages #1                 → paged lee #approvals, page 10m
            +10m  clock pages #1                 → paged nobody, page never, tells oncall pagesExhausted, tells approvals pagesExhausted
            clock pages    #1                    → nothing
            mara  posts    #1 "hello?"           → page 0m
            """),
        Scenario(
            "whoever acknowledges stops it, and is asked again when nothing follows",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            olu   acks     #1                    → refused(notPaged)
            clock pages    #1                    → paged olu
            +3m   olu acks #1                    → page 30m, tells asker pageAcknowledged, tells oncall pageAcknowledged
            lee   acks     #1                    → refused(alreadyAcknowledged: olu)
            eve   acks     #1                    → refused(beyondQuestion)
            +30m  clock pages #1                 → paged olu, page 5m, tells olu pagesAgain
            sam   acks     #1 link               → tells olu pageAcknowledged
            olu   notes    #1 "rang them"        → page never
            """),
        Scenario(
            "who writes again after something was done is asked for again, unless more is done",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            olu   acks     #1                    → page 30m
            mara  posts    #1 "hello?"           → page 1799s
            +10m  olu notes #1 "rang them"       → page never
            mara  posts    #1 "and now?"         → page 30m
            +10m  mara posts #1 "anybody?"       → page 20m
            +20m  clock pages #1                 → paged olu, page 5m, tells olu pagesAgain
            olu   acks     #1                    → page 30m
            lee   notes    #1 "a credit"         → page never
            olu   acks     #1                    → refused(alreadyAcknowledged: olu)
            mara  posts    #1 "and the bill?"    → page 30m
            olu   acks     #1                    → page 30m, tells asker pageAcknowledged
            zed   posts    #1 "same here"        → page 1799s
            lee   notes    #1 "a credit"         → page never
            zed   posts    #1 "and here"         → page never
            mara  posts    #1 "hello?"           → page 30m
            lee   claims   #1                    → page never
            mara  posts    #1 "now?"             → page never
            +31m  clock pages #1                 → nothing
            """),
        Scenario(
            "of a case that somebody has nobody is asked again, unless somebody asked for others",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals
            +10m  clock pages #1                 → paged nobody
            lee   claims   #1
            olu   acks     #1                    → page never, tells oncall pageAcknowledged
            lee   escalates #1 "too much for me" → paged olu
            olu   acks     #1                    → page 30m
            +30m  clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals
            """),
        Scenario(
            "by night those on call hear of it who writes about what somebody has since the day",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip  → P1, page never
            dana  claims   #1
            desk  closes   care 9h
            clock looks    #1                    → page never
            mara  posts    #1 "hello?"           → claimed(dana), P1, page 0m, tells care joined
            clock pages    #1                    → paged olu, page 5m
            +5m   clock pages #1                 → paged olu, page 5m
            olu   acks     #1                    → page 30m, tells asker pageAcknowledged
            olu   notes    #1 "rang them"        → page never
            mara  posts    #1 "and now?"         → page 30m
            dana  replies  #1 "Hi Mara"          → page never
            mara  posts    #1 "well?"            → page never
            """),
        Scenario(
            "whoever was called because its holder has gone may have it, and is not called any more once they write",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip
            zed   posts    #2 "no internet" vip
            dana  claims   #1
            dana  claims   #2
            desk  closes   care 9h
            bo    claims   #1                    → refused(heldBy: dana)
            mara  posts    #1 "hello?"           → page 0m
            zed   posts    #2 "hello?"
            bo    claims   #1                    → refused(heldBy: dana)
            clock pages    #1                    → paged olu
            bo    claims   #1                    → refused(heldBy: dana)
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals
            lee   claims   #1                    → claimed(lee), page never, tells dana assigned, tells oncall pageAcknowledged
            +1m   clock pages #2                 → paged olu
            dana  replies  #2 "Hi Zed"           → page never, tells oncall pageAcknowledged
            +5m   clock pages #2                 → nothing
            """),
        Scenario(
            "a supervisor who changes the reply does not bring its holder back",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi"
            desk  closes   care 9h
            mara  posts    #1 "hello?"           → draft aa22 held, page 0m
            clock pages    #1                    → paged olu
            sam   rewrites #1 "Hi Mara"          → draft aa23 waiting
            +5m   clock pages #1                 → paged olu
            """),
        Scenario(
            "whoever acknowledges it is asked again, also where a draft has come between",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip
            dana  claims   #1
            dana  replies  #1 "Hi"
            desk  closes   care 9h
            mara  posts    #1 "hello?"           → draft aa22 held, page 0m
            clock pages    #1                    → paged olu
            sam   rewrites #1 "Hi Mara"          → draft aa23 waiting
            olu   acks     #1                    → page 30m
            +30m  clock pages #1                 → paged olu, tells olu pagesAgain
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals
            +10m  clock pages #1                 → paged nobody
            dana  edits    #1 "Hi Mara!"         → draft aa24 waiting
            dana  drops    #1
            dana  acks     #1                    → page 30m
            +30m  clock pages #1                 → paged olu, tells dana pagesAgain
            dana  replies  #1 "Hi Mara"          → page never
            """),
        Scenario(
            "what was acknowledged yesterday is another day's",
            """
            desk  chains   night
            desk  closes   care 9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            dana  claims   #1                    → page never
            desk  opens    care
            +1h   desk  closes care 9h
            +1h   mara posts #1 "hello?"         → page 0m
            clock pages    #1                    → paged olu
            desk  opens    care
            +5m   clock pages #1                 → page never, tells oncall pageAcknowledged
            """),
        Scenario(
            "whoever has done something about it since the doors closed is there",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip
            zed   posts    #2 "no internet" vip
            dana  claims   #1
            bo    claims   #2
            desk  closes   care 9h
            dana  replies  #1 "Hi Mara"
            mara  posts    #1 "hello?"           → drafted, page never
            zed   posts    #2 "hello?"           → page 0m
            bo    replies  #2 "Hi Zed"
            clock pages    #2                    → nothing
            ann   posts    #3 "no internet" vip  → page 0m
            bo    claims   #3
            ann   posts    #3 "hello?"           → claimed(bo), P1
            clock pages    #3                    → nothing
            """),
        Scenario(
            "who was asked may say yes whatever their roles are, and nobody else may",
            """
            desk  chains   night on
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            kim   acks     #1                    → refused(notAllowed)
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged kim
            kim   acks     #1                    → page never
            """),
        Scenario(
            "words of crisis page whatever the priority",
            """
            desk  chains   night
            desk  crisis   die
            desk  closes   9h
            mara  posts    #1 "i want to die"    → P3, page 0m, tells approvals crisis
            zed    posts   #2 "hello"            → P3, page never
            """),
        Scenario(
            "words of crisis page also where somebody has acknowledged what was said before",
            """
            desk  chains   night
            desk  crisis   die
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            olu   acks     #1                    → page 30m
            olu   notes    #1 "rang them"
            mara  posts    #1 "hello?"           → paged nobody
            mara  posts    #1 "i want to die"    → paged olu, page 5m, tells approvals crisis
            """),
        Scenario(
            "a claim stops it, and whoever lets go of it calls anew",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            dana  claims   #1                    → page never, tells olu pageAcknowledged
            +5m   clock pages #1                 → nothing
            dana  releases #1                    → page 0m
            clock pages    #1                    → paged olu
            +5m   clock pages #1                 → paged olu
            sam   assigns  #1 dana               → page never, tells olu pageAcknowledged
            """),
        Scenario(
            "what ends or sleeps pages nobody",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            sam   noise    #1
            +5m   clock pages #1                 → nothing
            """),
        Scenario(
            "by day nobody is paged; at closing time whoever waits is paged for",
            """
            desk  chains   night
            desk  opens    2h
            mara  posts    #1 "no internet" vip  → P1, page 7199s
            clock pages    #1                    → page 7198s, silent
            desk  closes   9h
            clock pages    #1                    → paged olu
            """),
        Scenario(
            "a queue that never closes, and one that pages by day alone",
            """
            desk  chains   night
            mara  posts    #1 "no internet" vip  → page never
            clock pages    #1                    → nothing
            desk  chains   open
            clock looks    #1                    → page 0m
            desk  closes   9h
            clock looks    #1                    → page 32399s
            """),
        Scenario(
            "what comes together is paged together, and what is less urgent is not",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip  → page 0m
            clock pages    #1                    → paged olu
            zed   posts    #2 "no internet" vip  → page 29s
            +10s  ada posts #3 "no internet" vip → page 19s
            bob   posts    #4 "hello"            → P3, page never
            """),
        Scenario(
            "words that page whatever the priority",
            """
            desk  chains   night "smoke*"
            desk  closes   9h
            mara  posts    #1 "hello"            → P3, page never
            mara  posts    #1 "it smokes"        → P3, page 0m
            """),
        Scenario(
            "a step for crowds is taken when there is one, by one of those it names",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            zed   posts    #2 "no internet" vip
            clock pages    #1                    → paged olu
            clock pages    #2                    → paged olu
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee, page 5m
            +1m   clock pages #2                 → paged olu
            +1m   clock pages #2                 → paged sam
            """),
        Scenario(
            "two rounds, and a chain that goes on with another",
            """
            desk  chains   night twice
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals
            +9m   clock pages #1                 → paged olu
            desk  chains   on
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged kim
            +5m   clock pages #1                 → paged nobody, tells oncall pagesExhausted
            """),
        Scenario(
            "a chain that is gone is at its end",
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip
            clock pages    #1                    → paged olu
            desk  unchains
            +5m   clock pages #1                 → paged nobody, tells oncall pagesExhausted
            """),
        Scenario(
            "escalating takes the next step at once, by day and when somebody has the case",
            """
            desk  chains   night
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  escalates #1 "help"            → paged olu, page 5m, tells approvals escalated
            +5m   clock pages #1                 → paged olu
            dana  escalates #1 "now"             → paged lee #approvals, page 10m
            lee   acks     #1                    → page 30m
            dana  escalates #1 lee "well"        → paged nobody, tells lee escalated
            """),
        Scenario(
            "a reply that somebody says was sent ends it, as one does of which that is known",
            """
            desk  chains   night
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  escalates #1 "help"            → paged olu, page 5m
            dana  replies  #1 "Hi Mara"
            sam   ok       aa22
            +90s  outbox departs #1
            outbox lands   #1 unknown "cut" again → draft aa22 unknown, page 207s
            sam   settles  #1 sent               → answered, page never, tells olu pageAcknowledged
            +5m   clock pages #1                 → nothing
            mara  posts    #1 "and now?"         → claimed(dana), page never
            """),
        Scenario(
            "and whoever acknowledged before that is not asked again, unless somebody waits",
            """
            desk  chains   night
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  escalates #1 "help"            → paged olu
            olu   acks     #1                    → page 30m
            sam   settles  #1 sent               → refused(nothingToSettle), page 1799s
            dana  replies  #1 "Hi Mara"          → page never
            sam   ok       aa22
            dana  escalates #1 "they call"       → paged olu
            olu   acks     #1                    → page 30m
            +90s  outbox departs #1
            outbox lands   #1 unknown "cut" again
            mara  posts    #1 "hello?"
            sam   settles  #1 sent               → claimed(dana), page 1707s
            """),
        Scenario(
            "whoever is called for a case of somebody who has left says yes, and may have it",
            """
            desk  chains   night
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  escalates #1 "help"            → paged olu
            desk  dismisses dana
            olu   acks     #1                    → page 30m
            bo    claims   #1                    → claimed(bo), paged nobody
            """),
        Scenario(
            "what somebody has asked for goes on when whoever had the case lets go of it",
            """
            desk  chains   night
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  escalates #1 "help"            → paged olu, page 5m
            +5m   clock pages #1                 → paged olu
            +5m   clock pages #1                 → paged lee #approvals, page 10m
            dana  releases #1                    → new, free, paged olu, page 5m
            olu   acks     #1                    → page 30m
            bo    claims   #1
            bo    releases #1                    → new, paged nobody
            """),
    ]

    @Test func `of chains that concern a case the first one counts`() {
        var desk = ScenarioDesk()
        desk.settings.chains = [
            Chain(name: "a", queues: ["billing"], steps: []),
            Chain(name: "b", during: .always, priority: .p3, steps: []),
            Chain(name: "c", during: .always, priority: .p3, steps: []),
        ]
        _ = desk.play(ScenarioLine("mara posts #1 \"hello\"")!)
        let found = desk.cases.first.flatMap {
            desk.settings.chain(for: $0, Duty(), now: .halfPastTen)
        }
        #expect(found?.chain.name == "b")
    }

    @Test func `of a day's chain and a night's the one pages whose time it is`() throws {
        var desk = ScenarioDesk()
        _ = desk.play(ScenarioLine("mara posts #1 \"hello\"")!)
        let matter = try #require(desk.cases.first)
        let now = Instant.halfPastTen
        var settings = desk.settings
        let day = Chain(name: "day", during: .open, priority: .p3, steps: [])
        let night = Chain(name: "night", during: .closed, priority: .p3, steps: [])
        var open = Duty()
        open.closesAt = now + .hours(4)
        var closed = Duty()
        closed.closed = Duty.Closed(id: "n", from: now, opensAt: now + .hours(9))
        for chains in [[day, night], [night, day]] {
            settings.chains = chains
            for (duty, name) in [(open, "day"), (closed, "night")] {
                let found = try #require(settings.chain(for: matter, duty, now: now))
                #expect(found.chain.name == name)
                #expect(found.begins == now)
                #expect(settings.chain(of: "care", duty, now: now)?.name == name)
            }
        }
        // With the night's alone it waits for the night.
        settings.chains = [night]
        #expect(settings.chain(for: matter, open, now: now)?.begins == now + .hours(4))
        #expect(settings.chain(of: "care", open, now: now)?.name == "night")
    }
}
