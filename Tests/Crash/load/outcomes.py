"""What becomes of a reply that was approved, as the approvals room is told."""

from __future__ import annotations

import re

from wording import MARK

PLACE = r"(?: \(\d+ of \d+\))?"
"""Behind the mark of a post whose thread was begun before."""


def outcome(case: int, mark: str) -> re.Pattern[str]:
    """Of a thread that of its last post, or of one that stops under a mark of its own."""
    return re.compile(
        rf"#{case} (?:sent to (?!.* \((\d+) of (?!\1\))\d+\))"
        rf"|(?P<mark>{mark}{PLACE}|{MARK} \(\d+ of \d+\)) of \w+"
        r" (?:was not delivered|may or may not|is held)"
        rf"|{mark} \(?withdrawn)"
    )


def stopped(found: re.Match[str], mark: str) -> str | None:
    """The mark of what did not get through, if anything did not."""
    if "sent to" in found[0]:
        return None
    return (found["mark"] or mark).partition(" ")[0]
