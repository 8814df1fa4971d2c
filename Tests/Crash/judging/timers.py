"""Invariant 6: a snoozed case comes back once, and late rather than never."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence

LATE_SECONDS = 5.0
ENDS = ("case.woken", "case.resolved", "case.noise", "case.merged")


def judge_timers(evidence: Evidence) -> Iterator[str]:
    for number in evidence.cases:
        due: float | None = None
        for event in evidence.story(number):
            if event["type"] == "case.snoozed":
                due = event["data"]["until"] / 1000
            elif event["type"] == "case.woken" and due is None:
                yield f"#{number} was woken and did not sleep"
            elif event["type"] in ENDS:
                due = None
        if due is not None and evidence.judged_at > due + LATE_SECONDS:
            yield f"#{number} still sleeps, {evidence.judged_at - due:.0f} s after its time"
