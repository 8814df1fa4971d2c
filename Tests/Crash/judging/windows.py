"""Invariant 6: no undo window is shorter than configured, whatever happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence
from .moments import unix

ROUNDING_SECONDS = 0.002


def judge_windows(evidence: Evidence) -> Iterator[str]:
    """An approval is seen at the earliest as it is recorded; the window cannot end before."""
    for number in evidence.cases:
        approved: dict[str, float] = {}
        for event in evidence.story(number):
            mark = event["data"].get("mark")
            if event["type"] == "draft.approved":
                approved[mark] = unix(event["at"])
            elif event["type"] == "reply.departed" and mark in approved:
                window = unix(event["at"]) - approved[mark]
                if window < evidence.undo_seconds - ROUNDING_SECONDS:
                    yield f"#{number} {mark} left {window:.3f} s after its approval"
    yield from _judge_arrivals(evidence)


def _judge_arrivals(evidence: Evidence) -> Iterator[str]:
    for request in evidence.attempts:
        number, mark = request.data["case"], request.data["draft"]["mark"]
        if number not in evidence.cases:
            continue
        approvals = [
            unix(event["at"])
            for event in evidence.story(number)
            if event["type"] == "draft.approved" and event["data"]["mark"] == mark
        ]
        if approvals and request.at < min(approvals) + evidence.undo_seconds - ROUNDING_SECONDS:
            yield f"#{number} {mark} reached the customer before its undo window was over"
