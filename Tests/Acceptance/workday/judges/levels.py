"""Invariant 6 for service levels: people are reminded once of each wait, late rather than never."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Evidence
from workday.recount.matter import Clock, Matter

LATE_MS = 6_000
"""A grain, which is a second here, a busy machine, and then some."""


def judge_levels(evidence: Evidence, matters: Iterable[Matter]) -> Iterator[str]:
    for matter in matters:
        for clock in matter.clocks:
            yield from _judge(evidence, matter.number, clock)


def _judge(evidence: Evidence, case: int, clock: Clock) -> Iterator[str]:
    name = f"#{case}'s wait for its {clock.response} reply since {clock.since}"
    for what, moments in (("warned", clock.warned), ("breached", clock.breached)):
        if len(moments) > 1:
            yield f"{name} was {what} {len(moments)} times"
    if clock.due is None:
        if clock.breached or clock.warned:
            yield f"{name} was promised nothing, and people were reminded of it"
        return
    for moment in clock.breached:
        if moment < clock.due:
            yield f"{name} was called over {clock.due - moment} ms before it was"
    end = clock.stopped or int(evidence.judged_at * 1000)
    missed = end - max(clock.due, clock.promised)
    if missed > LATE_MS and not clock.breached and not _was_away(evidence, clock.due, end):
        yield f"{name} was over for {missed} ms, and nobody was told"


def _was_away(evidence: Evidence, since: int, until: int) -> bool:
    """The desk was dead in between."""
    offset = evidence.wall_offset
    return any(
        trouble.overlaps(since / 1000 - offset - 1, until / 1000 - offset)
        for trouble in evidence.chronicle.troubles
    ) and until - since < LATE_MS * 3
