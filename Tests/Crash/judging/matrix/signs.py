"""The signs that invite a tap stand on each card that is alive, exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from load.matrix_ways import APPROVE, CLAIM, ESCALATE, REJECT, card_of, draft_of
from parts.bot_config import APPROVALS
from parts.matrix_actor import short_user
from parts.matrix_room_view import Message, RoomView, relation_of
from parts.people import BOT

from ..evidence import Evidence, RoomSeen

SHOWN_MAX = 6
OVER = ("resolved", "noise")
WAITING = ("waiting", "held")
"""Drafts that somebody may tap."""


def judge_signs(evidence: Evidence) -> Iterator[str]:
    for room in evidence.rooms:
        placed = _placed(room.view)
        missing: list[str] = []
        for name, message, key in _invited(evidence, room):
            count = placed[message.event_id, key]
            if count == 0:
                missing.append(f"{key} on {name} ({message.event_id})")
            elif count > 1:
                yield f"{key} stands {count} times on {name} in {room.name} on Matrix"
        if missing:
            shown = ", ".join(missing[:SHOWN_MAX])
            yield f"missing sign in {room.name} on Matrix, {len(missing)} in all: {shown}"


def _invited(evidence: Evidence, room: RoomSeen) -> Iterator[tuple[str, Message, str]]:
    """Each message that has to have signs, each of them."""
    for number, case in evidence.cases.items():
        if case["phase"] in OVER:
            continue
        if room.name != APPROVALS:
            for card in room.cards(card_of(number)):
                for key in (CLAIM, ESCALATE):
                    yield f"the card of #{number}", card, key
            continue
        for draft in case["drafts"]:
            if draft["state"] in WAITING:
                name = f"#{number} {draft['mark']}"
                for card in room.cards(draft_of(number, draft["mark"])):
                    for key in (APPROVE, REJECT):
                        yield name, card, key


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
