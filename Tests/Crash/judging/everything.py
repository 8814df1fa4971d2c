"""Invariant 1 over the whole store: what was ever acknowledged is still there, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parts.desk_api import DeskAPI

PAGE = 500


def all_cases(api: DeskAPI) -> Iterator[Mapping[str, Any]]:
    """Newest first, page by page."""
    page = api.cases(limit=PAGE)
    while page:
        yield from page
        page = api.cases(limit=PAGE, after=page[-1]["case"])


def judge_all_mentions(
    acknowledged: Mapping[str, int], cases: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    """- Parameter acknowledged: the case of each mention by its id."""
    found: Counter[str] = Counter()
    places: dict[str, int] = {}
    for case in cases:
        for mention in case["mentions"]:
            found[mention["id"]] += 1
            places[mention["id"]] = case["case"]
    for name, case_number in acknowledged.items():
        if found[name] != 1:
            yield f"mention {name} of #{case_number} is there {found[name]} times by now"
        elif places[name] != case_number:
            yield f"mention {name} of #{case_number} is in #{places[name]} by now"
