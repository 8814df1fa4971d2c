"""Each thing that may go wrong in a story is found by the check whose matter it is."""

from __future__ import annotations

import unittest
from collections.abc import Callable, Iterator

import acceptance  # noqa: F401, isort: skip
from judging.audit import judge_growth, judge_numbers, judge_relay
from judging.everything import judge_all_mentions
from judging.evidence import Evidence, Line
from judging.eyes import judge_eyes
from judging.holding import judge_holding
from judging.judge import CHECKS
from judging.mails import ON_MAIL
from judging.matrix import ON_MATRIX
from judging.mentions import judge_mentions
from judging.replies import judge_replies
from judging.speakers import judge_speakers
from judging.threads import judge_threads
from judging.tidings import judge_tidings
from judging.timers import judge_timers
from judging.windows import judge_windows
from load.answers import Answer, Question, Verb, Verdict
from parts.bot_config import CARE
from parts.conduct import Conduct

from .story import BEGAN, CASE, MARK, Story, attempt

Change = Callable[[Story], object]
Check = Callable[[Evidence], Iterator[str]]


def set_state(state: str) -> Change:
    return lambda story: story.case["drafts"][0].update(state=state)


def without_event(type: str) -> Change:
    def change(story: Story) -> None:
        story.events = [event for event in story.events if event["type"] != type]

    return change


def without_line(words: str) -> Change:
    def change(story: Story) -> None:
        story.lines = [line for line in story.lines if words not in line.text]

    return change


def refused(story: Story) -> None:
    story.chronicle.sayings[0].answer = Answer(
        Verdict.REFUSED, f"dana: #{CASE} is bo's since 10:31 (20s ago).", {}
    )


def lost(story: Story) -> None:
    story.chronicle.sayings[0].answer = Answer(Verdict.NOT_RECORDED, "dana: not recorded: …", {})


def doubled_claim(story: Story) -> None:
    story.events.append(story.events[1] | {"seq": 99, "by": "bo", "data": {"holder": "bo"}})


def given(story: Story, by: str | None) -> None:
    story.event(5, "case.assigned", by, to="bo")


def joined() -> dict[str, object]:
    """The customer spoke once more, right after the approval."""
    at = Story().events[3]["at"]
    return {"seq": 99, "at": at, "case": CASE, "type": "case.joined", "by": None, "data": {}}


def merged(story: Story) -> None:
    story.event(5, "case.merged", "dana", into=8)
    story.case["mentions"] = []


TABLE: list[tuple[str, Check, Change, str]] = [
    ("in no case", judge_mentions, lambda it: it.case.update(mentions=[]), r"is in \[\]"),
    ("another text", judge_mentions, lambda it: it.case["mentions"][0].update(text="?"), "says"),
    ("it never arrived", judge_mentions, without_event("case.opened"), "arrived 0 times"),
    ("two holders", judge_holding, doubled_claim, "claimed it as well"),
    ("another holder", judge_holding, lambda it: it.case.update(holder="bo"), "by its events"),
    ("a wrong holder named", judge_holding, refused, "the holders were"),
    ("talk", judge_eyes, lambda it: it.chronicle.talk.add("an engineer comes"), "talk reached"),
    ("other words", judge_eyes, lambda it: it.attempts.append(attempt(text="?")), "the draft is"),
    ("no draft", judge_eyes, lambda it: it.attempts.append(attempt(mark="zzz9")), "no such draft"),
    ("not shown", judge_eyes, without_line("draft: "), "was never shown"),
    (
        "the author's own",
        judge_eyes,
        lambda it: it.attempts.append(attempt(approver="dana")),
        "by dana",
    ),
    ("never said", judge_eyes, lambda it: it.chronicle.sayings.pop(), "never said so"),
    ("not told", judge_eyes, without_line("approved by"), "the room was not told"),
    ("two keys", judge_replies, lambda it: it.attempts.append(attempt(key="other")), "2 keys"),
    ("one key twice", judge_replies, lambda it: it.attempts.append(attempt(mark="a")), "one key"),
    ("never taken", judge_replies, lambda it: it.attempts.clear(), "never got it"),
    ("taken and failed", judge_replies, set_state("failed"), "and is failed"),
    ("still on its way", judge_replies, set_state("sending"), "although all is quiet"),
    ("after sent", judge_replies, lambda it: it.attempts.append(attempt(at=9)), "recorded as"),
    (
        "again after a success",
        judge_replies,
        lambda it: it.attempts.append(attempt(at=4.15)),
        "after a success",
    ),
    ("no approval", judge_replies, without_event("reply.departed"), "nobody's approval"),
    (
        "overtaken",
        judge_threads,
        lambda it: it.events.insert(4, joined()),
        "although the customer had spoken",
    ),
    ("early", judge_windows, lambda it: it.attempts.append(attempt(at=3.1)), "before its undo"),
    (
        "a short window",
        judge_windows,
        lambda it: it.events[4].update(at=it.events[3]["at"]),
        "after its approval",
    ),
    (
        "sleeps on",
        judge_timers,
        lambda it: it.event(5, "case.snoozed", "dana", until=(BEGAN + 6) * 1000),
        "still sleeps",
    ),
    ("woken twice", judge_timers, lambda it: it.event(5, "case.woken", None), "did not sleep"),
    ("never rung", judge_tidings, without_line("P1 care"), "nobody was told of case.opened"),
    ("recorded after all", judge_speakers, lost, "as not recorded"),
    ("not in the store", judge_tidings, without_event("case.claimed"), "not in the store"),
    ("nobody was told", judge_tidings, without_line("sent to"), "nobody was told of reply.sent"),
    ("told twice", judge_tidings, lambda it: it.lines.append(it.lines[0]), "as if it were new"),
    ("nobody asked", judge_speakers, lambda it: it.chronicle.sayings.pop(0), "said 0 times"),
    ("refused, and happened", judge_speakers, refused, "was refused to dana each time"),
    ("given by nobody who said so", judge_speakers, lambda it: given(it, "bo"), "said 0 times"),
    (
        "other words written",
        judge_speakers,
        lambda it: it.events[2]["data"]["draft"].update(text="?"),
        "it is there 1 times",
    ),
]


class Judgement(unittest.TestCase):
    def test_nothing_is_found_in_a_good_story(self) -> None:
        for check in CHECKS:
            with self.subTest(check.__name__):
                self.assertEqual(list(check(Story().evidence())), [])

    def test_each_change_is_found(self) -> None:
        for name, check, change, pattern in TABLE:
            with self.subTest(name):
                story = Story()
                change(story)
                self.assertRegex("\n".join(check(story.evidence())), pattern)

    def test_every_check_stands_in_the_table(self) -> None:
        others = {*ON_MATRIX, *ON_MAIL}
        self.assertEqual({check for _, check, _, _ in TABLE}, set(CHECKS) - others)

    def test_a_repeated_line_that_says_so_is_no_fault(self) -> None:
        story = Story()
        story.lines.append(Line("dana", CARE, story.lines[0].text, True, 5.0))
        self.assertEqual(list(judge_tidings(story.evidence())), [])

    def test_a_card_may_be_one_message(self) -> None:
        story = Story()
        head, draft = story.lines[3:5]
        whole = Line(head.reader, head.place, f"{head.text}\n{draft.text}", False, head.at)
        story.lines[3:5] = [whole]
        self.assertEqual(list(judge_eyes(story.evidence())), [])

    def test_a_receiver_that_took_it_and_said_nothing_may_be_asked_again(self) -> None:
        story = Story()
        story.attempts = [attempt(conduct=Conduct.LOSE_ANSWER), attempt(at=4.15)]
        self.assertEqual(list(judge_replies(story.evidence())), [])

    def test_what_failed_may_be_approved_by_somebody_else_at_once(self) -> None:
        story = Story()
        story.events.pop()
        story.attempts = [attempt(conduct=Conduct.GONE), attempt(at=5.2, approver="lee")]
        story.event(4.11, "reply.failed", None, mark=MARK)
        story.event(4.13, "draft.approved", "lee", mark=MARK, approver="lee")
        story.event(5.13, "reply.departed", None, mark=MARK)
        story.event(5.3, "reply.sent", None, mark=MARK)
        for check in (judge_replies, judge_threads, judge_windows):
            with self.subTest(check.__name__):
                self.assertEqual(list(check(story.evidence())), [])

    def test_what_the_desk_does_by_itself_nobody_asked_for(self) -> None:
        story = Story()
        given(story, None)
        self.assertEqual(list(judge_speakers(story.evidence())), [])

    def test_who_holds_a_case_again_after_its_end(self) -> None:
        story = Story()
        story.event(5, "case.resolved", "dana")
        story.event(6, "case.reopened", "bo", because="reopened by hand")
        story.event(6, "case.claimed", "bo", holder="bo")
        story.case["holder"] = "bo"
        self.assertEqual(list(judge_holding(story.evidence())), [])

    def test_a_mention_is_where_its_case_was_merged(self) -> None:
        story = Story()
        mentions = story.case["mentions"]
        merged(story)
        evidence = story.evidence()
        self.assertRegex("\n".join(judge_mentions(evidence)), r"is in \[\]")
        evidence.cases[8] = {"case": 8, "mentions": mentions}
        entry = story.chronicle.handed["m-1"]
        entry.cases = {CASE, 8}  # It was changed once more after that.
        self.assertEqual(list(judge_mentions(evidence)), [])
        entry.cases = {CASE, 9}
        self.assertRegex("\n".join(judge_mentions(evidence)), r"acknowledged as of \[7, 9\]")

    def test_a_reply_of_unknown_outcome_may_have_arrived(self) -> None:
        story = Story()
        story.events = story.events[:-1]
        set_state("unknown")(story)
        self.assertEqual(list(judge_replies(story.evidence())), [])


class Answers(unittest.TestCase):
    def test_what_is_refused_again_was_asked_before(self) -> None:
        note = Question(Verb.NOTE, "bo", CASE)
        refusal = f"bo: #{CASE} is dana's since 03:49 (1s ago). !note {CASE} … adds a note."
        self.assertIsNone(note.read(f"(again?) {refusal}", is_private=False))
        answer = note.read(refusal, is_private=False)
        self.assertEqual(answer and answer.verdict, Verdict.REFUSED)

    def test_which_case_the_next_one_is_stands_in_the_answer(self) -> None:
        answer = Question(Verb.CLAIM, "bo").read(f"bo: #{CASE} is yours, due 10:58 (26m).", False)
        self.assertEqual(answer and answer.found["case"], str(CASE))
        for words in ("nothing is free that you could claim.", "you work on 8 cases already, and"):
            refused = Question(Verb.CLAIM, "bo").read(f"bo: {words}", False)
            self.assertEqual(refused and refused.verdict, Verdict.REFUSED)

    def test_news_in_private_are_no_refusals(self) -> None:
        reply = Question(Verb.REPLY, "bo", CASE)
        for news in (
            f"2 replies overdue: #{CASE} P1 10:58 (0s ago) bo's · #9 P1 10:58 (0s ago) bo's",
            f"#{CASE} P1: first reply to @mara@social.example due 10:58 (7m) · bo's",
            f"#{CASE}: dana offers it to bo, due 10:58 (26m). !claim {CASE} accepts it.",
            f"#{CASE} is bo's now, given by lee, due 10:58 (26m).",
        ):
            with self.subTest(news):
                self.assertIsNone(reply.read(news, is_private=True))

    def test_a_refusal_need_not_name_the_case(self) -> None:
        reply = Question(Verb.REPLY, "bo", CASE)
        for words in ('not taken: "idiot" is on the blocked list.', 'you said "!reply" at 10:31'):
            refused = reply.read(f"bo: {words}", is_private=False)
            self.assertEqual(refused and refused.verdict, Verdict.REFUSED)

    def test_a_merge_is_refused_because_of_either_case(self) -> None:
        merge = Question(Verb.MERGE, "bo", CASE, into=99)
        for words in (
            f"#{CASE} is dana's since 03:49 (1s ago). !note {CASE} … adds a note.",
            "#99 k7f2 is going out at this moment. Its outcome is told here.",
            "#99 k7f2 may have arrived already. !settle 99 sent|again says what happened.",
            "#99 is resolved. !reopen 99 first, then merge.",
            "#99 is part of #12 now. Say it of #12.",
            "there is no case #99.",
        ):
            with self.subTest(words):
                refused = merge.read(words, is_private=True)
                self.assertEqual(refused and refused.verdict, Verdict.REFUSED)
        for news in ("#99 is part of #12 now, merged by bo. Go on at #12.", "#99 is yours, due 10:58."):
            with self.subTest(news):
                self.assertIsNone(merge.read(news, is_private=True))

    def test_what_is_said_to_others_or_unasked_is_no_answer(self) -> None:
        claim = Question(Verb.CLAIM, "bo", CASE)
        self.assertIsNone(claim.read(f"dana: #{CASE} is yours, due 10:58 (26m).", False))
        news = f"#{CASE} {MARK} of bo is held, @mara wrote at 10:34."
        self.assertIsNone(claim.read(news, is_private=True))


class TheAudit(unittest.TestCase):
    def setUp(self) -> None:
        self.story = Story()
        self.ledger = self.story.evidence().ledger

    def test_it_only_grows(self) -> None:
        last = self.story.events[-1]
        self.assertEqual(list(judge_growth(self.ledger, [last])), [])
        self.assertRegex("".join(judge_growth(self.ledger, [])), "is gone")
        changed = last | {"hash": "another"}
        self.assertRegex("".join(judge_growth(self.ledger, [changed])), "the past has changed")

    def test_no_number_is_missing(self) -> None:
        events = self.story.events
        self.assertEqual(list(judge_numbers(events, 0)), [])
        self.assertRegex("".join(judge_numbers(events[:1] + events[2:], 0)), "event 2 is missing")

    def test_others_are_told_the_same(self) -> None:
        events = self.story.events
        self.assertEqual(list(judge_relay(events, self.ledger)), [])
        gap = events[:1] + events[2:]
        self.assertRegex("".join(judge_relay(gap, self.ledger)), "event 3 after 1")
        changed = [events[0] | {"hash": "another"}]
        self.assertRegex("".join(judge_relay(changed, self.ledger)), "another event 1")

    def test_what_was_ever_acknowledged_is_still_there(self) -> None:
        case = self.story.case
        self.assertEqual(list(judge_all_mentions({"m-1": CASE}, [case])), [])
        self.assertRegex("".join(judge_all_mentions({"m-1": CASE}, [])), "0 times by now")
        self.assertRegex("".join(judge_all_mentions({"m-1": 3}, [case])), "is in #7 by now")
