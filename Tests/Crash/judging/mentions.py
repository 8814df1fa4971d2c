"""Invariant 1: an acknowledged mention is in exactly one case, as its customer last wrote it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from load.chronicle import Handed

from .evidence import Evidence


def judge_mentions(evidence: Evidence) -> Iterator[str]:
    places = _places(evidence)
    for entry in evidence.chronicle.handed.values():
        found = places[entry.id]
        if len(found) > 1:
            yield f"mention {entry.id} is in several cases: {found}"
        if len({evidence.home(case) for case in entry.cases}) > 1:
            yield f"mention {entry.id} was acknowledged as of {sorted(entry.cases)}"
        if entry.acknowledged:
            yield from _judge_acknowledged(evidence, entry, found)


def _places(evidence: Evidence) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, case in evidence.cases.items():
        for mention in case["mentions"]:
            places[mention["id"]].append(number)
    return places


def _judge_acknowledged(evidence: Evidence, entry: Handed, found: list[int]) -> Iterator[str]:
    if entry.case is None or found != [evidence.home(entry.case)]:
        yield f"mention {entry.id} was acknowledged as of #{entry.case} and is in {found}"
        return
    case = evidence.cases[found[0]]
    kept = next(mention for mention in case["mentions"] if mention["id"] == entry.id)
    # What was handed in and not acknowledged may be there too.
    sure, perhaps = entry.versions[: entry.acknowledged], entry.versions[entry.acknowledged :]
    texts = {version["text"] for version in (sure[-1], *perhaps)}
    if kept["text"] not in texts:
        yield f"mention {entry.id} says {kept['text']!r}, not what was acknowledged"
    if any("deleted_at" in version for version in sure) and kept["deleted_at"] is None:
        yield f"mention {entry.id} was deleted, which was acknowledged, and is not"
    arrivals = [
        event
        for event in evidence.story(entry.case)
        if event["type"] in ("case.opened", "case.joined")
        and event["data"]["mention"]["key"]["id"] == entry.id
    ]
    if len(arrivals) != 1:
        yield f"mention {entry.id} arrived {len(arrivals)} times in the audit"
