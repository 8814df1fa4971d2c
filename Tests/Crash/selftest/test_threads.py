"""Each thing that may go wrong with a thread is found by the check whose matter it is."""

from __future__ import annotations

import unittest
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import acceptance  # noqa: F401, isort: skip
from judging.evidence import Evidence, Line
from judging.eyes import judge_eyes
from judging.judge import CHECKS
from judging.posts import Posts
from judging.replies import judge_replies
from judging.speakers import judge_speakers
from judging.threads import count_threads, judge_threads
from judging.tidings import judge_tidings
from judging.windows import judge_windows
from load.answers import Question, Verb, Verdict
from load.outcomes import outcome, stopped
from parts.bot_config import APPROVALS, CARE

from .story import BEGAN, CASE, MARK, attempt
from .thread_story import KEYS, OF, SECOND, TEXTS, THIRD, ThreadStory

Change = Callable[[ThreadStory], object]
Check = Callable[[Evidence], Iterator[str]]


def draft(mark: str, **fields: Any) -> Change:
    """What was written is another."""
    return lambda story: story.find("draft.written", mark)["data"]["draft"].update(fields)


def thread(mark: str, **fields: Any) -> Change:
    return lambda story: (
        story.find("draft.written", mark)["data"]["draft"]["thread"].update(fields)
    )


def request(place: int, **fields: Any) -> Change:
    """What the receiver got is another."""
    return lambda story: story.attempts[place].event["data"].update(fields)


def spoke(story: ThreadStory) -> None:
    """While the first post was on its way; the rest left all the same."""
    story.put(story.find("reply.sent", MARK), "case.joined", mention={"key": {"id": "m-2"}})


def braked(story: ThreadStory) -> None:
    story.put(story.find("reply.departed", SECOND), "desk.held", queue=None, reason="wrong")


def late(story: ThreadStory) -> None:
    """The second post is an event late, as after a loss: it goes on while the first may not."""
    sent = story.find("reply.sent", MARK)
    story.events.remove(sent)
    story.events.append(sent)
    story.renumber()


def twice(story: ThreadStory) -> None:
    for type in ("draft.written", "draft.approved"):
        event = story.find(type, SECOND)
        data = event["data"]
        again = {"draft": data["draft"] | {"mark": "zzz9"}} if "draft" in data else {"mark": "zzz9"}
        story.events.append(event | {"data": data | again})
    story.renumber()


def unasked(story: ThreadStory) -> None:
    story.chronicle.sayings = [
        said for said in story.chronicle.sayings if said.verb is not Verb.SPLIT
    ]


def swapped(story: ThreadStory) -> None:
    story.attempts[1], story.attempts[2] = story.attempts[2], story.attempts[1]


def held(story: ThreadStory, *lines: str) -> None:
    """What is left is held before it leaves, and somebody is told so."""
    cause = {"customerWrote": {"source": "crm", "id": "m-2"}}
    place = story.events.index(story.find("reply.departed", SECOND))
    del story.events[place:]
    del story.attempts[1:]
    del story.case["drafts"][2:]
    story.case["drafts"][1].update(state="held", approver=None)
    story.event(5.0, "draft.held", None, mark=SECOND, cause=cause)
    story.renumber()
    story.lines = [line for line in story.lines if f"({OF} of {OF})" not in line.text]
    story.lines += [Line("sam", APPROVALS, line, False, 5.0) for line in lines]


CARD = f"#{CASE} {SECOND} (2 of {OF}) by dana · PUBLIC reply"
HELD = f"#{CASE} {SECOND} (2 of {OF}) of dana is held, @mara wrote at 10:34."
SENT = f"#{CASE} sent to @mara@social.example at 10:34 (2 of {OF})"


def approved_again(story: ThreadStory) -> None:
    """What was held leaves after all; whoever approved it is another."""
    held(story, CARD, *(f"#{CASE} │ draft: {text}" for text in TEXTS[1:]), HELD)
    approved = f"#{CASE} {SECOND} approved by lee. Goes out."
    story.lines.append(Line("sam", APPROVALS, approved, False, 6.0))
    story.say(5.9, "lee", f"!ok {SECOND}", Verb.APPROVE, approved)
    story.event(6.0, "draft.approved", "lee", mark=SECOND, approver="lee")
    story.event(7.0, "reply.departed", None, mark=SECOND)
    story.attempts.append(
        attempt(
            at=7.1, text=TEXTS[1], key=KEYS[1], mark=SECOND, approver="lee",
            under=f"posted-{KEYS[0]}", thread={"number": 2, "of": OF},
        )
    )


def sent_after_all(story: ThreadStory, *lines: str) -> None:
    """It has arrived, and those who approved it are told so."""
    approved_again(story)
    story.event(8.0, "reply.sent", None, mark=SECOND)
    story.lines += [Line("dana", CARE, line, False, 8.0) for line in lines]


def unsaid(story: ThreadStory) -> None:
    approved_again(story)
    story.chronicle.sayings.pop()


def unseen(story: ThreadStory) -> None:
    """Its card of its own had no text."""
    approved_again(story)
    story.lines.remove(
        next(line for line in reversed(story.lines) if f"draft: {TEXTS[1]}" in line.text)
    )


def hurried(story: ThreadStory) -> None:
    approved_again(story)
    story.events[-1].update(at=story.events[-2]["at"])


TABLE: list[tuple[str, Check, Change, str]] = [
    ("other words", judge_threads, draft(SECOND, text=f"?! (2/{OF})"), "what was left says"),
    ("a post less", judge_threads, thread(SECOND, rest=[]), "what was left says"),
    ("another author", judge_threads, draft(SECOND, author="bo"), "another author"),
    ("another originator", judge_threads, draft(SECOND, originator="bo"), "another originator"),
    ("to one alone", judge_threads, draft(SECOND, visibility="direct"), "another visibility"),
    (
        "another post answered",
        judge_threads,
        draft(SECOND, answers={"source": "crm", "id": "m-2"}),
        "another answers",
    ),
    ("the same key", judge_threads, draft(SECOND, key=KEYS[0]), "under the key of"),
    ("a number left out", judge_threads, thread(SECOND, number=3), "post 3 after post 1"),
    ("a number that lies", judge_threads, draft(MARK, text="Hi Mara (2/3)"), "post 1 of 3 says"),
    ("after nothing", judge_threads, thread(SECOND, after="zzz9"), "which is no post"),
    ("before it was sent", judge_threads, late, "which does not count as sent"),
    ("twice", judge_threads, twice, f"{MARK} went on 2 times"),
    (
        "never",
        judge_threads,
        lambda it: it.without("draft.written", THIRD),
        "what was left of it never went on",
    ),
    (
        "other eyes",
        judge_threads,
        lambda it: it.find("draft.approved", SECOND)["data"].update(approver="lee"),
        "went on as approved by lee",
    ),
    (
        "no eyes",
        judge_threads,
        lambda it: it.without("draft.approved", SECOND),
        "without the approval of the post before",
    ),
    ("the customer spoke", judge_threads, spoke, f"{SECOND} left although the customer had"),
    ("the brake", judge_threads, braked, f"{SECOND} left under the brake"),
    ("nobody split it", judge_threads, unasked, "never split it"),
    (
        "another thread shown",
        judge_threads,
        lambda it: it.case["drafts"][0]["thread"].update(of=2),
        "its thread is",
    ),
    ("another place", judge_threads, request(1, thread=None), "went out as None of its thread"),
    ("too long", judge_threads, request(1, text="?" * 121), "longer than the receiver"),
    ("another approver", judge_threads, request(1, approver="lee"), "who had not by then"),
    ("out of order", judge_threads, swapped, f"never got {SECOND} before it"),
    (
        "too early",
        judge_threads,
        lambda it: it.attempts.__setitem__(1, attempt(at=4.5, text=TEXTS[1], mark=SECOND)),
        f"left before {MARK} counted as sent",
    ),
    ("under the customer's post", judge_threads, request(1, in_reply_to="m-1"), "not under posted"),
    ("under the first post", judge_threads, request(2, in_reply_to=f"posted-{KEYS[0]}"), "not und"),
    (
        "a post that the card left out",
        judge_eyes,
        lambda it: it.lines.remove(
            next(line for line in it.lines if f"draft: {TEXTS[1]}" in line.text)
        ),
        "was never shown",
    ),
    (
        "an ok of one's own",
        judge_eyes,
        lambda it: it.chronicle.sayings.pop(),
        f"{MARK} went out as approved by sam, who never said so",
    ),
    (
        "under two keys",
        judge_replies,
        lambda it: it.attempts.append(attempt(at=5.2, text=TEXTS[1], mark=SECOND, key="other")),
        "went out under 2 keys",
    ),
    (
        "no window for the first",
        judge_windows,
        lambda it: it.find("reply.departed", MARK).update(at=it.find("draft.approved", MARK)["at"]),
        "after its approval",
    ),
    (
        "told of the second",
        judge_tidings,
        lambda it: it.lines.append(Line("dana", CARE, SENT, False, 6.0)),
        "not in the store",
    ),
    (
        "not told of the last",
        judge_tidings,
        lambda it: it.lines.pop(),
        rf"nobody was told of reply.sent {OF} of {OF}",
    ),
    (
        "a rest without its card",
        judge_tidings,
        lambda it: held(it, HELD),
        f"nobody was told of the card of what is left {SECOND}",
    ),
    (
        "a rest held in silence",
        judge_tidings,
        lambda it: held(it, CARD),
        f"nobody was told of draft.held {SECOND}",
    ),
    (
        "a card of a rest that never stopped",
        judge_tidings,
        lambda it: it.lines.append(Line("sam", APPROVALS, CARD, False, 6.0)),
        "not in the store",
    ),
    (
        "a rest sent in silence",
        judge_tidings,
        sent_after_all,
        f"nobody was told of reply.sent 2 of {OF}",
    ),
    (
        "a rest approved in silence",
        judge_speakers,
        unsaid,
        "ok of #7 by lee happened 1 times, said 0 times",
    ),
    (
        "what was held and left unseen",
        judge_eyes,
        unseen,
        f"{SECOND}.* was never shown",
    ),
    (
        "a rest without a window",
        judge_windows,
        hurried,
        f"{SECOND} left 0.000 s after its approval",
    ),
    (
        "words that nobody said",
        judge_speakers,
        lambda it: setattr(it.chronicle.sayings[1], "text", f"!reply {CASE} other words"),
        "it is there 1 times",
    ),
]


class Threads(unittest.TestCase):
    def test_nothing_is_found_in_a_good_story(self) -> None:
        self.assert_good(lambda _: None)

    def test_nothing_is_found_where_a_rest_is_held(self) -> None:
        texts = [f"#{CASE} │ draft: {text}" for text in TEXTS[1:]]
        self.assert_good(lambda story: held(story, CARD, *texts, HELD))

    def test_nothing_but_its_end_is_missing_where_a_rest_leaves_after_all(self) -> None:
        story = ThreadStory()
        approved_again(story)
        evidence = story.evidence()
        for check in (judge_threads, judge_eyes, judge_windows, judge_speakers, judge_tidings):
            with self.subTest(check.__name__):
                self.assertEqual(list(check(evidence)), [])

    def test_nothing_is_missing_where_a_rest_arrives_after_all(self) -> None:
        story = ThreadStory()
        sent_after_all(story, SENT)
        self.assertEqual(list(judge_tidings(story.evidence())), [])

    def test_each_change_is_found(self) -> None:
        for name, check, change, pattern in TABLE:
            with self.subTest(name):
                story = ThreadStory()
                change(story)
                self.assertRegex("\n".join(check(story.evidence())), pattern)

    def test_settled_by_hand_what_is_left_waits_under_the_customers_post(self) -> None:
        story = ThreadStory()
        story.find("reply.sent", MARK).update(
            type="reply.settled", by="sam", data={"mark": MARK, "asSent": True}
        )
        found = "\n".join(judge_threads(story.evidence()))
        self.assertRegex(found, f"{SECOND} goes on, and nobody knows whether {MARK} was sent")
        self.assertRegex(found, "not under m-1")
        request(1, in_reply_to="m-1")(story)
        approval = story.find("draft.approved", SECOND)
        approval["at"] = datetime.fromtimestamp(BEGAN + 5.05, UTC).isoformat()
        approval["by"] = "sam"
        self.assertEqual(list(judge_threads(story.evidence())), [])

    def test_what_was_called_back_on_its_way_does_not_go_on(self) -> None:
        story = ThreadStory()
        cause = {"recalled": {"by": "dana"}}
        story.put(story.find("reply.sent", MARK), "draft.held", mark=MARK, cause=cause)
        found = list(judge_threads(story.evidence()))
        self.assertEqual(len(found), 2, found)
        self.assertRegex("\n".join(found), f"{SECOND} left although")

    def test_what_its_author_said(self) -> None:
        posts = Posts.of(ThreadStory().events)
        self.assertEqual(posts[MARK].whole.count("("), 0)
        self.assertEqual(posts.approved_as(THIRD, 2_000_000_000), MARK)

    def test_they_are_counted(self) -> None:
        counted = count_threads(ThreadStory().evidence())
        self.assertEqual((counted["split"], counted["posts went on"]), (1, OF - 1))

    def assert_good(self, change: Change) -> None:
        story = ThreadStory()
        change(story)
        for check in CHECKS:
            with self.subTest(check.__name__):
                self.assertEqual(list(check(story.evidence())), [])


class WhatPeopleRead(unittest.TestCase):
    def test_an_outcome_is_that_of_the_last_post(self) -> None:
        for line, wanted in (
            (f"#{CASE} sent to @mara@social.example at 10:34 (1 of {OF}) · first response 2m", None),
            (f"#{CASE} sent to @mara@social.example at 10:34 ({OF} of {OF})", ""),
            (f"#{CASE} sent to @mara@social.example at 10:34", ""),
            (HELD, SECOND),
            (HELD.replace("is held,", "may or may not have reached"), SECOND),
            (f"#{CASE} {MARK} of dana was not delivered to @mara", MARK),
            (f"#{CASE} {SECOND} of dana is held, @mara wrote", None),
        ):
            with self.subTest(line):
                found = outcome(CASE, MARK).search(line)
                self.assertEqual(found and (stopped(found, MARK) or ""), wanted)

    def test_a_rest_that_stops_is_no_refusal(self) -> None:
        split = Question(Verb.SPLIT, "dana", CASE)
        for news in (HELD, CARD):
            with self.subTest(news):
                self.assertIsNone(split.read(news, is_private=True))
        forgotten = f"dana: no text of yours for #{CASE} was too long lately, and nothing was sent."
        for refusal in (forgotten, f"dana: #{CASE} is bo's since 10:31 (20s ago)."):
            answer = split.read(refusal, is_private=False)
            self.assertEqual(answer and answer.verdict, Verdict.REFUSED)

    def test_a_text_that_is_too_long_is_refused(self) -> None:
        reply = Question(Verb.REPLY, "dana", CASE)
        words = f'dana: #{CASE}: not taken, 640 characters and 280 fit. It would end at "…".'
        answer = reply.read(f"{words} !split {CASE} makes a thread of 3 posts of it.", False)
        self.assertEqual(answer and answer.verdict, Verdict.REFUSED)
