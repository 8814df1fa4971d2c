"""Invariant 5: one key for ever, nothing again after a success, nothing lost, and the store knows
what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parts.conduct import Conduct
from parts.receiver import Request

from .evidence import Event, Evidence
from .moments import unix
from .posts import is_recall

CLOCK_SLACK_SECONDS = 0.05
ARRIVAL_SLACK_SECONDS = 0.3
"""A request that was on its way may be read by the receiver a moment later."""
ENDS = (
    "draft.held",
    "draft.undone",
    "draft.voided",
    "draft.rejected",
    "reply.failed",
    "reply.sent",
    "reply.unknown",
)
UNSETTLED = ("approved", "sending")
TAKEN = ("sent", "unknown")


def judge_replies(evidence: Evidence) -> Iterator[str]:
    yield from _judge_keys(evidence.attempts)
    by_draft: dict[tuple[int, str], list[Request]] = defaultdict(list)
    for request in evidence.attempts:
        by_draft[request.data["case"], request.data["draft"]["mark"]].append(request)
    for number, case in evidence.cases.items():
        for draft in case["drafts"]:
            attempts = by_draft[number, draft["mark"]]
            yield from _judge_draft(evidence, number, draft, attempts)


def _judge_keys(attempts: Sequence[Request]) -> Iterator[str]:
    keys: dict[tuple[int, str], set[str]] = defaultdict(set)
    uses: dict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for request in attempts:
        case, mark = request.data["case"], request.data["draft"]["mark"]
        keys[case, request.data["text"]].add(request.webhook_id)
        uses[request.webhook_id].add((case, mark, request.data["text"]))
    for (case, text), used in keys.items():
        if len(used) > 1:
            yield f"{text!r} of #{case} went out under {len(used)} keys"
    for key, contents in uses.items():
        if len(contents) > 1:
            yield f"one key, several contents: {key} {contents}"


def _judge_draft(
    evidence: Evidence, case: int, draft: Mapping[str, Any], attempts: list[Request]
) -> Iterator[str]:
    name = f"#{case} {draft['mark']}"
    state = draft["state"]
    is_taken = any(request.is_done for request in attempts)
    if state in UNSETTLED:
        yield f"{name} is {state} although all is quiet"
    if state == "sent" and not is_taken:
        yield f"{name} counts as sent, and the customer never got it"
    if is_taken and state not in TAKEN:
        yield f"{name} reached the customer, and is {state}"
    yield from _judge_attempts(evidence, name, case, draft["mark"], attempts)


def _judge_attempts(
    evidence: Evidence, name: str, case: int, mark: str, attempts: list[Request]
) -> Iterator[str]:
    sent = [
        unix(event["at"])
        for event in evidence.story(case)
        if event["type"] == "reply.sent" and event["data"]["mark"] == mark
    ]
    if len(sent) > 1:
        yield f"{name} was sent {len(sent)} times by its events"
    for request in attempts:
        if sent and request.at > sent[0] + CLOCK_SLACK_SECONDS:
            yield f"{name} was tried again after it was recorded as sent"
        if not _may_leave(evidence.story(case), mark, request.at):
            yield f"{name} left although nobody's approval stood at that moment"
    for first, second in zip(attempts, attempts[1:], strict=False):
        if first.conduct is Conduct.ACCEPT and not _was_cut_off(evidence, first, second):
            yield f"{name} was tried again after a success, and nothing had happened in between"


def _was_cut_off(evidence: Evidence, first: Request, second: Request) -> bool:
    """The desk may not have got the answer, or not have been able to keep it."""
    since = first.at - evidence.wall_offset - 0.2
    return any(
        trouble.overlaps(since, second.at - evidence.wall_offset)
        for trouble in evidence.chronicle.troubles
        if trouble.kills or trouble.is_deaf or trouble.cuts_off
    )


def _may_leave(story: Sequence[Event], mark: str, at: float) -> bool:
    """Whether the reply was on its way then, by its events."""
    return any(
        since - CLOCK_SLACK_SECONDS <= at <= until + ARRIVAL_SLACK_SECONDS
        for since, until in _journeys(story, mark)
    )


def _journeys(story: Sequence[Event], mark: str) -> Iterator[tuple[float, float]]:
    """From when to when the reply was let go, each time."""
    began: float | None = None
    for event in story:
        if event["data"].get("mark") != mark:
            continue
        at, kind = unix(event["at"]), event["type"]
        if kind == "reply.departed" or (kind == "reply.settled" and not event["data"]["asSent"]):
            began = began or at
        elif began is not None and kind in ENDS and not is_recall(event):
            yield began, at
            began = None
    if began is not None:
        yield began, float("inf")
