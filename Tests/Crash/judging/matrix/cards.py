"""Each case has one message in each work room, each draft one where it is approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from load.matrix_ways import card_of, draft_of
from parts.bot_config import APPROVALS

from ..evidence import Evidence, RoomSeen
from ..posts import PostsOfCases

_RUNG_TOGETHER = r"(?:\S+ late: )?P1 #"
"""Many that ring at once share a line; each gets its card once somebody takes it."""
CLAIMS = ("case.claimed", "case.assigned")
OVER = ("resolved", "noise")


def judge_cards(evidence: Evidence) -> Iterator[str]:
    for room in evidence.rooms:
        if room.name != APPROVALS:
            for number in evidence.cases:
                yield from _judge_card(evidence, room, number)


def _judge_card(evidence: Evidence, room: RoomSeen, number: int) -> Iterator[str]:
    story = evidence.story(number)
    is_taken = any(event["type"] in CLAIMS for event in story)
    has_rung = any(
        event["type"] == "case.opened" and event["data"]["priority"] == "P1" for event in story
    )
    cards = room.cards(card_of(number))
    if len(cards) > 1:
        ids = ", ".join(card.event_id for card in cards)
        yield f"#{number} has {len(cards)} cards in {room.name} on Matrix: {ids}"
    elif cards:
        yield from _judge_text(evidence, room, number, cards[0].text)
    elif is_taken and evidence.cases[number]["phase"] not in OVER:
        yield f"#{number} is taken and has no card in {room.name} on Matrix"
    elif has_rung and not is_taken and not _is_named(room, number):
        yield f"#{number} never rang in {room.name} on Matrix"


def _judge_text(evidence: Evidence, room: RoomSeen, number: int, text: str) -> Iterator[str]:
    """In the end it reads what has become of its case."""
    case, head = evidence.cases[number], text.partition("\n")[0]
    holder = case["holder"]
    if case["phase"] not in OVER and holder and not re.search(rf"\b{holder}'s\b", head):
        yield f"#{number} is {holder}'s, its card in {room.name} on Matrix reads {head!r}"


def _is_named(room: RoomSeen, number: int) -> bool:
    return any(re.search(rf"#{number} ", card.text) for card in room.cards(_RUNG_TOGETHER))


def judge_drafts(evidence: Evidence) -> Iterator[str]:
    """Its message says every word of it. What became a draft by itself has one only if it
    stopped."""
    posts = PostsOfCases(evidence)
    for room in evidence.rooms:
        if room.name != APPROVALS:
            continue
        for number in evidence.cases:
            for mark, post in posts[number].items():
                name = f"#{number} {mark}"
                cards = room.cards(draft_of(number, mark))
                if len(cards) > 1:
                    ids = ", ".join(card.event_id for card in cards)
                    yield f"{name} is shown {len(cards)} times on Matrix: {ids}"
                elif not cards and not post.goes_on:
                    yield f"{name} was never shown on Matrix"
                elif cards and not post.goes_on:
                    lines = str(cards[0].original["body"]).split("\n")
                    for text in post.texts:
                        if f"#{number} │ draft: {text}" not in lines:
                            yield f"{name} is shown without {text!r} on Matrix"
