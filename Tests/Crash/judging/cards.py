"""What the approvals room was shown of each draft, word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parts.bot_config import APPROVALS
from wording import MARK

from .evidence import Line

HEAD = re.compile(rf"#(?P<n>\d+) (?P<mark>{MARK})(?: \(\d+ of \d+\))? by (?P<author>\w+) · ")
"""With its place where the posts before it were sent."""
DRAFT = re.compile(r"#(?P<n>\d+) │ draft: (?P<text>.*)")
APPROVED = re.compile(rf"#(?P<n>\d+) (?P<mark>{MARK}) approved by (?P<approver>\w+)\.")


@dataclass
class Shown:
    """One draft as its card had it, for whoever read it: every post of a thread that was left."""

    authors: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    approvers: set[str] = field(default_factory=set)


def shown(lines: Iterable[Line]) -> dict[tuple[int, str], Shown]:
    """By case and mark. The lines of a card come one after the other in each reader's client."""
    cards: dict[tuple[int, str], Shown] = defaultdict(Shown)
    open_cards: dict[tuple[str, int], str] = {}
    for line, text in _texts(lines):
        if head := HEAD.match(text):
            number, mark = int(head["n"]), head["mark"]
            cards[number, mark].authors.add(head["author"])
            open_cards[line.reader, number] = mark
        elif draft := DRAFT.match(text):
            number = int(draft["n"])
            if mark_shown := open_cards.get((line.reader, number)):
                cards[number, mark_shown].texts.add(draft["text"])
        elif approval := APPROVED.match(text):
            cards[int(approval["n"]), approval["mark"]].approvers.add(approval["approver"])
    return cards


def _texts(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """Where messages are kept one holds a whole card. The room may be on both networks, and one of
    them away: what was approved meanwhile was read on the other."""
    for line in lines:
        if line.place in (APPROVALS, f"{APPROVALS} on Matrix"):
            for text in line.text.split("\n"):
                yield line, text
