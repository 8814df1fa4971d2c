"""Invariant 9 from outside: each case is what its events make of it, counted by another hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Evidence
from workday.recount.matter import Matter


def judge_standing(evidence: Evidence, matters: Iterable[Matter]) -> Iterator[str]:
    """Where the desk has moved on since the events were read, nothing can be said."""
    told = {matter.number for matter in matters}
    for number in evidence.cases.keys() - told:
        yield f"#{number} is there, and no event opened it"
    for matter in matters:
        case = evidence.cases.get(matter.number)
        if case is None:
            yield f"#{matter.number} was opened, and is not there"
            continue
        mine = {
            "phase": matter.phase,
            "queue": matter.queue,
            "priority": matter.priority,
            "holder": matter.holder,
            "offered_to": matter.offered,
            "merged_into": matter.merged_into,
            "mentions": [(post.key[1], post.text) for post in matter.posts],
            "drafts": [
                (draft.mark, draft.author, draft.text, draft.state)
                for draft in matter.drafts.values()
            ],
        }
        theirs = {key: case[key] for key in mine if key not in ("mentions", "drafts")}
        theirs["mentions"] = [(post["id"], post["text"]) for post in case["mentions"]]
        theirs["drafts"] = [
            (row["mark"], row["author"], row["text"], row["state"]) for row in case["drafts"]
        ]
        for key, value in mine.items():
            if theirs[key] != value:
                yield f"#{matter.number}: {key} is {theirs[key]!r}, by its events {value!r}"
