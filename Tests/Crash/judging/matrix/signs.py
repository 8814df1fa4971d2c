"""The signs that invite a tap stand on each card that is alive, exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from load.matrix_member import APPROVE, CLAIM, ESCALATE, REJECT
from parts.bot_config import APPROVALS
from parts.matrix_actor import short_user
from parts.matrix_room_view import Message, RoomView, relation_of
from parts.people import BOT

from ..evidence import Evidence

OVER = ("resolved", "noise")
WAITING = ("waiting", "held")
"""Drafts that somebody may tap."""


def judge_signs(evidence: Evidence) -> Iterator[str]:
    for room in evidence.rooms:
        placed = _placed(room.view)
        for number, case in evidence.cases.items():
            if case["phase"] in OVER:
                continue
            if room.name != APPROVALS:
                cards = room.cards(rf"#{number} P\d ")
                yield from _judge(f"the card of #{number}", cards, (CLAIM, ESCALATE), placed)
                continue
            for draft in case["drafts"]:
                if draft["state"] in WAITING:
                    name = f"#{number} {draft['mark']}"
                    cards = room.cards(rf"{name}\b.* by ")
                    yield from _judge(name, cards, (APPROVE, REJECT), placed)


def _placed(view: RoomView) -> Counter[tuple[str, str]]:
    """How often the bot put each sign on each message, without what it took away again."""
    gone = {
        str(event.get("redacts") or event["content"].get("redacts"))
        for event in view.events
        if event["type"] == "m.room.redaction"
    }
    return Counter(
        (relation_of(event).get("event_id", ""), relation_of(event).get("key", ""))
        for event in view.events
        if event["type"] == "m.reaction"
        and short_user(event["sender"]) == BOT
        and event["event_id"] not in gone
    )


def _judge(
    name: str, cards: Sequence[Message], keys: Sequence[str], placed: Counter[tuple[str, str]]
) -> Iterator[str]:
    for card in cards:
        for key in keys:
            count = placed[card.event_id, key]
            if count == 0:
                yield f"missing sign: {key} on {name} ({card.event_id})"
            elif count > 1:
                yield f"{key} stands {count} times on {name} ({card.event_id})"
