import Casework
import Rehearsal
import Testing

/// Long answers: one draft, one approval, several posts.
@Suite struct ThreadTests {
    @Test(arguments: scenarios)
    func `a thread goes out post by post under one approval`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let long =
        "One sentence is enough. Two would be better still. Three say it all, Mara."
    private static let written = """
        desk  limit    40
        mara  posts    #1 "no internet"
        dana  claims   #1
        dana  replies  #1 "\(long)"          → refused(tooLong)
        dana  splits   #1 "\(long)"          → drafted, reads One sentence is enough. (1/3), thread 1 of 3
        approvals sees #1 card

        """
    private static let leaving =
        written + """
            sam   ok       aa22                  → approved, tells approvals approved
            +90s  outbox departs #1              → draft aa22 sending

            """
    private static let secondLeaving =
        leaving + """
            outbox lands   #1 sent "p1"          → approved, draft aa23 approved, by sam, due 0s, thread 2 of 3, tells care sent
            outbox departs #1                    → draft aa23 sending

            """

    static let scenarios = [
        Scenario(
            "a word that is blocked meanwhile holds what follows",
            leaving + """
                desk  blocks   better
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held, tells approvals held
                """),
        Scenario(
            "three posts, each after the one before it, none but the first and last told",
            secondLeaving + """
                outbox lands   #1 sent "p2"          → draft aa24 approved, thread 3 of 3, silent
                outbox departs #1
                outbox lands   #1 sent "p3"          → answered, draft aa24 sent, thread 3 of 3, tells care sent
                dana  undoes   #1                    → refused(tooLateToUndo: aa24)
                """),
        Scenario(
            "what fits into one post is one",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  splits   #1 "Hi Mara"          → drafted, thread none
            dana  splits   #1 edit "Hi Mara!"    → drafted, draft aa23 waiting, thread none
            """),
        Scenario(
            "all of it is approved by other eyes than those that wrote any of it",
            written + """
                dana  ok       aa22                  → refused(yourOwn)
                sam   splits   #1 rewrite "\(long) Sorry." → draft aa23 waiting, thread 1 of 3
                sam   ok       aa23                  → refused(yourOwn)
                dana  ok       aa23                  → refused(yourOwn)
                lee   ok       aa23                  → approved, by lee
                """),
        Scenario(
            "it is called back whole",
            written + """
                sam   ok       aa22
                dana  undoes   #1                    → drafted, draft aa22 waiting, thread 1 of 3
                dana  edits    #1 "Hi"               → drafted, draft aa23 waiting, thread none
                """),
        Scenario(
            "the customer speaks between two posts: the rest waits, on a card of its own",
            leaving + """
                desk  hides    cards
                mara  posts    #1 "it is back"       → draft aa22 sending
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held, by nobody, tells approvals draftCard, tells approvals held, tells sam held
                sam   ok       aa23                  → refused(notShownYet: aa23)
                approvals sees #1 card
                approvals sees #1 hold
                dana  ok       aa23                  → refused(yourOwn)
                +5s   sam   ok aa23                  → approved, row scheduled, due 90s
                +90s  outbox departs #1
                outbox lands   #1 sent "p2"          → draft aa24 approved, tells care sent
                """),
        Scenario(
            "the customer says thanks between two posts: perhaps the rest is not needed",
            leaving + """
                mara  posts    #1 "Thank you!"
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held, answer never
                dana  drops    #1                    → draft aa23 voided
                """),
        Scenario(
            "the rest is withdrawn, and the customer is answered anew",
            leaving + """
                mara  posts    #1 "it is back"
                outbox lands   #1 sent "p1"          → draft aa23 held
                dana  drops    #1                    → claimed, draft aa23 voided
                dana  replies  #1 "Good!"            → drafted, thread none
                """),
        Scenario(
            "the brake between two posts",
            leaving + """
                outbox tries   #1
                sam   holds    care "wrong prices"
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held
                """),
        Scenario(
            "a post that fails is all that fails, and is tried again under its own key",
            secondLeaving + """
                outbox lands   #1 refused "422"      → drafted, draft aa23 failed, tells approvals draftCard, tells approvals failed
                sam   ok       aa23                  → approved
                +90s  outbox departs #1
                outbox lands   #1 sent "p2"          → draft aa24 approved, thread 3 of 3, tells care sent
                """),
        Scenario(
            "what is left is put otherwise, behind what is out",
            secondLeaving + """
                outbox lands   #1 refused "422"      → draft aa23 failed
                dana  edits    #1 "And that is all." → draft aa24 waiting, thread 2 of 2
                dana  splits   #1 edit "\(long)"     → draft aa25 waiting, thread 2 of 4, reads One sentence is enough. (2/4)
                """),
        Scenario(
            "a post of unknown outcome is decided before the next one leaves",
            secondLeaving + """
                outbox lands   #1 unknown "cut off" again → draft aa23 unknown
                lee   settles  #1 sent               → drafted, draft aa24 waiting, by nobody, tells approvals draftCard
                dana  ok       aa24                  → refused(yourOwn)
                lee   ok       aa24                  → approved, by lee, due 90s
                """),
        Scenario(
            "what follows is called back while a post is leaving",
            leaving + """
                desk  hides    cards
                dana  undoes   #1                    → approved, draft aa22 sending, tells approvals recalled
                dana  undoes   #1                    → draft aa22 sending
                outbox lands   #1 retry "503"        → draft aa22 sending
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held, tells approvals draftCard, tells approvals held
                sam   ok       aa23                  → refused(notShownYet: aa23)
                dana  drops    #1                    → claimed, draft aa23 voided
                """),
        Scenario(
            "an undo that comes late is about the approval of all of it, and of nothing since",
            leaving + """
                dana  undoes   #1 ago=5m             → refused(approvedSince: aa22, sam)
                outbox lands   #1 sent "p1"          → draft aa23 approved
                dana  undoes   #1 ago=2s             → drafted, draft aa23 waiting
                """),
        Scenario(
            "what follows waits already, because its customer wrote: nobody called that back",
            leaving + """
                mara  posts    #1 "it is back"
                dana  undoes   #1                    → refused(tooLateToUndo: aa22)
                outbox lands   #1 sent "p1"          → drafted, draft aa23 held
                """),
        Scenario(
            "the post itself fails, and is held because it was called back with what follows",
            leaving + """
                dana  undoes   #1
                outbox lands   #1 refused "422"      → drafted, draft aa22 held
                """),
        Scenario(
            "the last post is too late to be called back",
            secondLeaving + """
                outbox lands   #1 sent "p2"
                outbox departs #1                    → draft aa24 sending
                dana  undoes   #1                    → refused(tooLateToUndo: aa24)
                """),
        Scenario(
            "so long after its approval nobody expects it any more",
            leaving + """
                +20m  outbox lands #1 sent "p1"      → drafted, draft aa23 waiting, tells approvals draftCard
                """),
        Scenario(
            "what was left, read and approved anew, goes on as if it had begun there",
            secondLeaving + """
                outbox lands   #1 refused "422"      → draft aa23 failed, thread 2 of 3
                +20m  sam ok   aa23                  → approved, by sam
                +90s  outbox departs #1              → draft aa23 sending
                outbox lands   #1 sent "p2"          → approved, draft aa24 approved, by sam, thread 3 of 3
                """),
        Scenario(
            "customers are answered through another destination by now",
            leaving + """
                desk  renames  elsewhere
                outbox lands   #1 sent "p1"          → drafted, draft aa23 waiting, thread 2 of 3
                """),
        Scenario(
            "what answers another post begins anew",
            leaving + """
                mara  posts    #1 "it is back"
                outbox lands   #1 sent "p1"          → draft aa23 held
                dana  attaches #1 "https://cdn.example/a.png" "a map" → draft aa24 waiting, thread 1 of 2, answers m2, reads Two would be better still. (1/2)
                dana  edits    #1 "Good to hear."    → draft aa25 waiting, thread none, answers m2
                """),
        Scenario(
            "a card before which the customer speaks again is not shown again",
            leaving + """
                mara  posts    #1 "it is back"
                outbox lands   #1 sent "p1"          → tells approvals draftCard
                mara  posts    #1 "or not"           → draft aa23 held, tells approvals held, hides approvals draftCard
                """),
        Scenario(
            "blocked words are found in every post",
            """
            desk  limit    40
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  splits   #1 "One sentence is enough, as I say. Idiots!" → refused(blockedWord: idiots)
            """),
        Scenario(
            "what is judged is what was written, not where it was cut or numbered",
            """
            desk  limit    40
            desk  policy   flagged
            desk  sensitive "legal action"
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  splits   #1 "Sorry for that, and we will take legal action against nobody." → why says “legal action”
            dana  drops    #1
            dana  splits   #1 "Sorry for all of this, Mara. It went to 4111 1111 1111 1111" → why a card number ending in 1111 in a reply others can read
            dana  drops    #1
            dana  splits   #1 "Sorry for all of this, Mara. Your order is 1234567" → approved, by nobody
            """),
        Scenario(
            "what is attached to a text that may not be sent any more",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  replies  #1 "Sorry for all of this"
            desk  limit    10
            dana  attaches #1 "https://cdn.example/a.png" "a map" → refused(tooLong)
            desk  limit    100
            desk  blocks   sorry
            dana  attaches #1 "https://cdn.example/a.png" "a map" → refused(blockedWord: sorry)
            """),
        Scenario(
            "a picture goes with the first post",
            written + """
                dana  attaches #1 "https://cdn.example/a.png" "a map" → draft aa23 waiting, thread 1 of 3, attached image
                lee   ok       aa23
                +90s  outbox departs #1
                outbox lands   #1 sent "p1"          → thread 2 of 3, attached nothing
                """),
    ]
}

@Suite struct ThreadCutTests {
    @Test func `cut where a paragraph ends, else a sentence, else a word`() {
        #expect(
            ThreadCut.posts(of: "First of all, sorry.\nAnd secondly, all of it.", limit: 36)
                == ["First of all, sorry. (1/2)", "And secondly, all of it. (2/2)"])
        #expect(
            ThreadCut.posts(of: "It is out. It is back now, we hope so.", limit: 32)
                == ["It is out. It is back now, (1/2)", "we hope so. (2/2)"])
        #expect(
            ThreadCut.posts(of: "これは長い文章です。もう少しお待ちください。すぐに直ります。", limit: 30)
                == ["これは長い文章です。もう少しお待ちください。 (1/2)", "すぐに直ります。 (2/2)"])
    }

    @Test func `a word longer than a post is cut, between characters`() {
        let flags = String(repeating: "🇬🇧", count: 30)
        let posts = ThreadCut.posts(of: flags, limit: 26)
        #expect(posts?.map(\.count) == [26, 16])
        #expect(posts?.first?.hasPrefix(String(repeating: "🇬🇧", count: 20)) == true)
    }

    @Test(arguments: [26, 40, 57, 280, 500])
    func `nothing is lost, nothing is too long, every post says which it is`(limit: Int) throws {
        for seed in 0..<60 as Range<UInt64> {
            var chance = ScenarioChance(seed: seed)
            let text = words(&chance).joined(separator: seed % 10 == 0 ? "\n" : " ")
            guard let posts = ThreadCut.posts(of: text, limit: limit) else {
                #expect(text.count > 25 * (limit - 8) / 4)
                continue
            }
            #expect(posts.allSatisfy { $0.count <= limit })
            let bare = try posts.enumerated().map { number, post in
                let end = " (\(number + 1)/\(posts.count))"
                try #require(post.hasSuffix(end))
                return post.dropLast(end.count)
            }
            #expect(
                bare.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
        }
    }

    private func words(_ chance: inout ScenarioChance) -> [String] {
        (0..<Int.random(in: 2...82, using: &chance)).map { _ in
            let syllable = "wörd!".prefix(Int.random(in: 1...5, using: &chance))
            let isLast = Int.random(in: 0..<5, using: &chance) == 0
            return String(repeating: String(syllable), count: Int.random(in: 1...9, using: &chance))
                + (isLast ? "." : "")
        }
    }

    @Test func `more posts than anybody reads are no thread`() {
        let text = Array(repeating: "words and words", count: 100).joined(separator: " ")
        #expect(ThreadCut.posts(of: text, limit: 60) == nil)
        #expect(ThreadCut.posts(of: text, limit: 25) == nil)
        #expect(ThreadCut.posts(of: text, limit: 90)?.count == 20)
        #expect(ThreadCut.posts(of: text, limit: 90, from: 7) == nil)
    }
}
