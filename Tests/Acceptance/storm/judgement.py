"""What must be so after a conversation, whatever happened to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import wording
from parts.bot_config import APPROVALS, CARE
from parts.people import Person
from parts.waiting import Overdue, wait_until

from .conversation import Conversation
from .storm_desk import StormDesk, find
from .tally import Round

PATIENCE = 15
"""Seconds."""

ONCE = (
    "case.opened",
    "case.claimed",
    "case.noted",
    "draft.written",
    "draft.approved",
    "reply.sent",
)


def judge(desk: StormDesk, talk: Conversation, round: Round) -> None:
    """Notes every fault with the round."""
    _judge_effects(desk, talk, round)
    _judge_lines(desk, talk, round)
    _judge_customers(desk, talk, round)
    _judge_the_gap(desk, talk, round)


def _judge_the_gap(desk: StormDesk, talk: Conversation, round: Round) -> None:
    """The room was told from when to when nobody listened."""
    round.is_told = _in_time(
        lambda: bool(find(desk.dana, wording.missed_time(), CARE, talk.seen_before))
    )
    if not round.is_told:
        round.faults.append("the room was not told that nobody listened")


def _judge_effects(desk: StormDesk, talk: Conversation, round: Round) -> None:
    counted = Counter(event["type"] for event in desk.api.case_events(talk.case))
    for type in ONCE:
        if counted[type] != 1:
            round.faults.append(f"{type} happened {counted[type]} times")


def _judge_lines(desk: StormDesk, talk: Conversation, round: Round) -> None:
    case = talk.case
    mark = desk.api.case(case)["drafts"][0]["mark"]
    dana, sam = desk.dana, desk.sam
    lines: list[tuple[Person, str | None, str]] = [
        (dana, None, wording.claimed(case, "dana")),
        (dana, None, wording.noted(case)),
        (dana, None, wording.drafted(case, 1)),
        (sam, APPROVALS, wording.draft_card(case, mark, "dana")),
        (sam, APPROVALS, wording.approved(case, mark, "sam")),
        (dana, CARE, wording.sent(case)),
        *((dana, CARE, wording.rung(each)) for each in talk.cases),
    ]
    for person, place, pattern in lines:
        _in_time(lambda: bool(find(person, pattern, place)))
        found = find(person, pattern, place)
        surely = [line for line in found if not wording.is_again(line.text)]
        round.repeated += len(found) - len(surely)
        if len(surely) > 1 or not 1 <= len(found) <= 2:
            texts = [f"{line.at:.1f}s {line.sender}: {line.text[:60]}" for line in found]
            round.faults.append(f"/{pattern}/ was said {len(found)} times: {texts}")


def _in_time(holds: Callable[[], bool]) -> bool:
    """A room that was left may hear of it a few seconds after the rest of the conversation."""
    try:
        return wait_until(holds, PATIENCE, "a line in the room")
    except Overdue:
        return False


def _judge_customers(desk: StormDesk, talk: Conversation, round: Round) -> None:
    texts = [request.data["text"] for request in desk.receiver.posted(talk.case)]
    if texts != [talk.text]:
        round.faults.append(f"the customer got {texts}")
    keys = {request.webhook_id for request in desk.receiver.attempts(talk.case)}
    if len(keys) != 1:
        round.faults.append(f"{len(keys)} keys for one reply")
    for other in talk.cases[1:]:
        if desk.receiver.attempts(other):
            round.faults.append(f"#{other} was answered and nobody said so")
