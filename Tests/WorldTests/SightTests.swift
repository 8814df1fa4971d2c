import Casework
import Phrasebook
import Testing

@testable import World

/// People of the rehearsed world know what they read from the desk's own words. If those change,
/// this says so, before the people fall silent.
@Suite struct SightTests {
    private static let now = Instant(seconds: 1_795_257_000)
    private static let author = Author(handle: "@mara@social.example")
    private static let mention = Mention(
        key: MentionKey(source: "crm", id: "m1"), text: "no internet", postedAt: now,
        author: author)
    private static let matter: Case = {
        var matter = Case(
            id: CaseID(42), queue: "care", priority: .p1, points: 60, reasons: [],
            customer: author, conversation: nil, openedAt: now, mentions: [mention])
        matter.holder = "dana"
        matter.heldSince = now
        return matter
    }()
    private static let brief = CaseBrief(matter, practice: false)
    private static let draft = DraftBrief(
        Draft(
            revision: 1, mark: "k7f2", author: "dana", originator: "dana", text: "Sorry to hear.",
            visibility: .public, answers: mention.key, fingerprint: "f", key: "reply-1",
            writtenAt: now, replaced: nil, approvalReasons: ["always"]), destination: nil)

    private static func wording(to: String?, style: Wording.Style = .unicode) -> Wording {
        Wording(
            sigil: "!", style: style,
            clock: { _ in
                LocalTime(year: 2026, month: 11, day: 21, hour: 10, minute: 30, second: 0)
            }, now: now, to: to)
    }

    private static func sights(_ lines: [Line]) -> [String] {
        lines.map { line in
            let (to, sight) = Sight.read(line.words)
            return "\(to.map { "\($0): " } ?? "")\(sight)"
        }
    }

    private static func see(_ notice: Notice, to: String? = nil) -> [String] {
        sights(wording(to: to).lines(for: notice))
    }

    @Test func `what is late is no card and no mark`() {
        #expect(Self.see(.overdue([Self.brief], total: 1)) == ["other"])
        #expect(Self.see(.dueSoon([Self.brief, Self.brief], total: 30)) == ["other"])
    }

    @Test func `what one is asked`() {
        let question = Question(
            number: 1, expert: "lee", by: "dana", text: "so?", posts: [], at: Self.now)
        #expect(
            Self.see(.question(Self.brief, question, about: [Self.mention]))
                == ["asked(42)", "other", "other"])
        #expect(
            Self.see(
                .expertAnswered(
                    Self.brief, by: "dana", text: "no", question: "so?", told: ["bo"]))
                == ["bo: other"])
    }

    @Test func `what rings, is claimed and is drafted`() {
        #expect(Self.see(.ring(Self.brief, mention: Self.mention)) == ["ring(42)", "other"])
        #expect(
            Self.see(.joined(Self.brief, mention: Self.mention))
                == ["wroteAgain(42, isFree: false)", "other"])
        #expect(
            Self.see(.claimed(Self.brief, by: "dana", known: nil), to: "dana")
                == ["dana: yours(42)"])
        #expect(Self.see(.released(Self.brief, by: "dana")) == ["free(42)"])
        #expect(
            Self.see(.offered(Self.brief, to: "lee", by: "dana")) == [#"offered(42, to: "lee")"#])
        #expect(
            Self.see(.drafted(Self.brief, Self.draft, onShift: ["sam"]), to: "dana")
                == [#"dana: drafted(42, mark: "k7f2")"#])
        #expect(
            Self.see(.draftCard(Self.brief, Self.draft, answers: Self.mention)) == [
                #"card(42, mark: "k7f2", author: "dana")"#, "other",
                #"draftText(42, "Sorry to hear.")"#,
            ])
    }

    @Test func `who is called for what`() {
        let step = PagedStep(
            chain: "night", step: 1, time: 1, round: 1, people: ["dana"], rooms: [],
            isFirst: true, next: nil)
        let call = PageCall(
            brief: Self.brief, step: step, openedAt: Self.now, firstResponseDueAt: nil)
        #expect(Self.see(.paged([PagedBrief(call)], total: 1)) == ["paged([42])"])
        #expect(
            Self.see(.paged([PagedBrief(call), PagedBrief(call)], total: 2))
                == ["paged([42, 42])"])
        #expect(Self.see(.pagedOut([PagedBrief(call)], total: 1)) == ["other"])
        #expect(
            Self.see(
                .pageAcknowledged(
                    Self.brief, by: "dana", how: .said, after: .minutes(2), again: nil))
                == ["other"])
    }

    @Test func `what becomes of a draft`() {
        let (brief, draft) = (Self.brief, Self.draft)
        let cause = HoldCause.customerWrote(Self.mention.key)
        #expect(
            Self.see(.approved(brief, draft, by: "sam", window: .seconds(30)))
                == [#"approved(42, mark: "k7f2")"#])
        #expect(
            Self.see(.held(brief, draft, cause: cause, saying: "oh", at: Self.now))
                == [#"held(Optional(42), mark: "k7f2")"#])
        #expect(
            Self.see(.undone(brief, draft, by: "dana")) == [#"calledBack(42, mark: "k7f2")"#])
        #expect(
            Self.see(.rejected(brief, draft, by: "sam", reason: "no"))
                == [#"sentBack(42, mark: "k7f2")"#])
        #expect(
            Self.see(.failed(brief, draft, reason: "422")) == [#"failed(42, mark: "k7f2")"#])
        #expect(
            Self.see(.unknown(brief, draft, reason: "500")) == [#"unknown(42, mark: "k7f2")"#])
        #expect(
            Self.see(.sent(brief, draft, at: Self.now, firstResponse: nil, target: nil))
                == ["sent(42)"])
        #expect(Self.see(.woken(brief, for: "dana")) == ["dana: woken(42)"])
    }

    @Test func `a canned text that is shown, and one that goes unseen`() {
        var draft = Self.draft
        draft.canned = CannedUse(name: "sorry")
        #expect(
            Self.see(.cannedOffered(Self.brief, draft, language: nil), to: "dana")
                == ["dana: canned(42)"])
        draft.alone = .canned
        #expect(
            Self.see(.approved(Self.brief, draft, by: nil, window: .seconds(30)))
                == [#"approved(42, mark: "k7f2")"#])
        #expect(
            Self.see(.settled(Self.brief, draft, asSent: false, by: "sam")) == ["other"])
    }

    @Test func `what stands on another's card, and what one word did to many`() {
        #expect(
            Self.see(.draftListed(Self.brief, Self.draft, on: "9xq3", answers: Self.mention))
                == [#"alike(42, mark: "k7f2", card: "9xq3")"#])
        let listed = Notice.draftListed(
            Self.brief, Self.draft, on: "9xq3", answers: Self.mention)
        #expect(
            Self.sights(Self.wording(to: nil, style: .plain).lines(for: listed))
                == [#"alike(42, mark: "k7f2", card: "9xq3")"#])
        let many = [(brief: Self.brief, draft: Self.draft), (brief: Self.brief, draft: Self.draft)]
        let words = Self.wording(to: nil)
        #expect(
            Self.sights(words.approved(many, by: "sam", window: .seconds(30))) == ["other"])
        #expect(Self.sights(words.rejected(many, by: "sam", reason: "no")) == ["other"])
    }

    @Test func `what two customers are asked about`() {
        var other = Self.brief
        other.id = CaseID(43)
        #expect(
            Self.see(
                .refused(.twoCustomers(Self.brief, into: other, asked: "dana")), to: "dana")
                == ["dana: twoCustomers(42, into: 43)"])
    }

    @Test func `what has to be said again`() {
        let words = Self.wording(to: "dana")
        #expect(Self.see(.refused(.notRecorded), to: "dana") == ["dana: sayAgain"])
        #expect(
            Self.see(.refused(.stale(command: "!ok k7f2", saidAt: Self.now)), to: "dana")
                == ["dana: sayAgain"])
        #expect(
            Self.sights(words.wasAway(from: Self.now, to: Self.now + .minutes(5))) == ["sayAgain"])
        #expect(Self.sights(words.mayBeUnseen([CaseID(42)])) == ["sayAgain"])
        #expect(Self.sights(words.openText(CaseID(42), tail: "an engin")) == ["dana: ends(42)"])
        #expect(Self.sights(words.likelyRest(CaseID(42), "eer comes")) == ["dana: rest(42)"])
    }
}
