"""Each thing that may go wrong in the rooms on Matrix is found by the check whose matter it is."""

from __future__ import annotations

import unittest
from collections.abc import Callable, Iterator

import acceptance  # noqa: F401, isort: skip
from judging.evidence import Evidence
from judging.judge import CHECKS
from judging.matrix import ON_MATRIX
from judging.matrix.cards import judge_cards, judge_drafts
from judging.matrix.commands import judge_answers, judge_commands, judge_perseverance
from judging.matrix.lobby import judge_form, judge_lobby
from judging.matrix.signs import judge_signs
from judging.matrix.told import judge_told
from judging.tidings import judge_tidings
from load.answers import Answer, Verb, Verdict
from load.matrix_ways import CLAIM
from parts.bot_config import APPROVALS, CARE
from world.matrix_side import LOBBY

from .matrix_story import CARD, DRAFT, HEAD, MatrixStory
from .story import CASE, MARK, TEXT, WROTE

Change = Callable[[MatrixStory], object]
Check = Callable[[Evidence], Iterator[str]]


def without(room: str, words: str) -> Change:
    """The bot never said it there, nor put it there."""

    def change(story: MatrixStory) -> None:
        events = story.events_there[room]
        events[:] = [event for event in events if words not in str(event["content"])]

    return change


def again(room: str, words: str) -> Change:
    """The first that says so is there once more."""

    def change(story: MatrixStory) -> None:
        events = story.events_there[room]
        found = next(event for event in events if words in str(event["content"]))
        events.append(found | {"event_id": "$again"})

    return change


def says(room: str, text: str) -> Change:
    return lambda story: story.post(room, text)


def redacted_twin(story: MatrixStory) -> None:
    again(CARE, HEAD)(story)
    story.events_there[CARE].append(
        {
            "type": "m.room.redaction",
            "sender": "@casebell:test",
            "event_id": "$gone",
            "content": {"redacts": "$again"},
        }
    )


def unheard(story: MatrixStory) -> None:
    del story.heard["$claim"]
    next(each for each in story.chronicle.sayings if each.verb is Verb.CLAIM).answer = None


def claimed_twice(story: MatrixStory) -> None:
    story.events.insert(2, story.events[1] | {"seq": 99})


def refused(story: MatrixStory) -> None:
    text = f"dana: #{CASE} is bo's since 10:31 (20s ago)."
    saying = next(each for each in story.chronicle.sayings if each.verb is Verb.CLAIM)
    saying.answer = Answer(Verdict.REFUSED, text, {})


def without_effect(story: MatrixStory) -> None:
    story.heard["$claim"] += 5000


TABLE: list[tuple[str, Check, Change, str]] = [
    ("two cards", judge_cards, again(CARE, HEAD), f"#{CASE} has 2 cards in {CARE}"),
    ("two cards in the other room", judge_cards, again(LOBBY, HEAD), "has 2 cards in #lobby"),
    ("no card", judge_cards, without(CARE, HEAD), "is taken and has no card"),
    ("a card that is behind", judge_cards, without(CARE, "m.replace"), "is dana's, its card"),
    ("a draft shown twice", judge_drafts, again(APPROVALS, "draft: "), "is shown 2 times"),
    ("a draft not shown", judge_drafts, without(APPROVALS, "draft: "), "was never shown"),
    (
        "a draft shown in other words",
        judge_drafts,
        lambda it: it.events_there[APPROVALS][0]["content"].update(
            body=f"#{CASE} {MARK} by dana · PUBLIC reply\n#{CASE} │ draft: {TEXT}.."
        ),
        "is shown without",
    ),
    ("a command unheard", judge_commands, unheard, "was taken by the homeserver and never heard"),
    ("a command twice", judge_commands, claimed_twice, "had 2 effects: case.claimed"),
    ("a refused one that works", judge_commands, refused, "was refused, and had an effect"),
    ("one that does nothing", judge_commands, without_effect, "had no effect"),
    ("an answer twice", judge_answers, again(CARE, "is yours"), "dana asked 1 times about #7"),
    ("an answer twice, by events", judge_tidings, again(CARE, "is yours"), "told 2 times"),
    ("news twice", judge_tidings, again(APPROVALS, "approved by"), "told 2 times to anybody"),
    ("given up", judge_perseverance, says(CARE, "#7 may not have reached this room"), "given up"),
    ("a sign missing", judge_signs, without(CARE, CLAIM), f"missing sign.*{CLAIM} on the card"),
    (
        "a sign twice",
        judge_signs,
        lambda it: it.put_sign(CARE, CARD, CLAIM),
        f"{CLAIM} stands 2 times on the card",
    ),
    ("a customer's words", judge_lobby, says(LOBBY, f"#{CASE} │ {WROTE}"), "was said in #lobby"),
    ("a draft in the lobby", judge_lobby, says(LOBBY, f"as in {TEXT}"), "was said in #lobby"),
    (
        "customer's words in an edit",
        judge_lobby,
        lambda it: it._edit(LOBBY, "$lobby-card", WROTE),
        "was said in #lobby",
    ),
    ("not told of the end", judge_told, without(APPROVALS, "sent to"), "not told of reply.sent"),
    ("not told of the ok", judge_told, without(CARE, "approved by"), "not told of draft.approved"),
    (
        "an event that is wrong",
        judge_form,
        lambda it: it.events_there[CARE][0]["content"].update(msgtype="m.shout"),
        "m.shout",
    ),
]


class Matrix(unittest.TestCase):
    def test_nothing_is_found_in_a_good_story(self) -> None:
        for check in CHECKS:
            with self.subTest(check.__name__):
                self.assertEqual(list(check(MatrixStory().evidence())), [])

    def test_every_check_stands_in_the_table(self) -> None:
        self.assertLessEqual(set(ON_MATRIX), {check for _, check, _, _ in TABLE})

    def test_each_change_is_found(self) -> None:
        for name, check, change, pattern in TABLE:
            with self.subTest(name):
                story = MatrixStory()
                change(story)
                self.assertRegex("\n".join(check(story.evidence())), pattern)

    def test_what_was_taken_back_is_no_card(self) -> None:
        story = MatrixStory()
        redacted_twin(story)
        self.assertEqual(list(judge_cards(story.evidence())), [])

    def test_a_draft_that_waits_invites_a_tap(self) -> None:
        story = MatrixStory()
        story.case["drafts"][0]["state"] = "waiting"
        self.assertEqual(list(judge_signs(story.evidence())), [])
        without(APPROVALS, DRAFT)(story)
        self.assertRegex("".join(judge_signs(story.evidence())), r"#approvals on Matrix, 2 in all")
