"""The board, read from its lines and counted again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from .figures import Figures
from .ledger import Ledger
from .told import UnknownLine

HEAD = re.compile(r"the board at \d\d:\d\d:$")
HERE = re.compile(
    r"(?:nobody is here|here: (?P<people>[^·]+))"
    r"(?: · with people who are away: (?P<away>\d+))?$"
)
ROW = re.compile(r"(?P<queue>[\w-]+) · (?P<facts>nothing open|\d+ open · .+)$")
FACTS = [
    re.compile(pattern)
    for pattern in (
        r"(?P<open>\d+) open",
        r"(?P<free>\d+) free",
        r"(?P<P1>\d+) P1",
        r"oldest waits since (?P<oldest>.+) \(.+ ago\)",
        r"(?P<drafts>\d+) drafts? to approve",
        r"(?P<overdue>\d+) overdue",
        r"(?P<soon>\d+) due soon",
    )
]


@dataclass
class Board:
    queues: dict[str, Figures] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    away: int = 0


def read(lines: Sequence[str]) -> Board:
    """All lines of one answer."""
    if not lines or not HEAD.match(lines[0]):
        raise UnknownLine(f"no head of a board: {lines[:1]}")
    board = Board()
    for line in lines[1:-1]:
        row = ROW.match(line)
        if row is None:
            raise UnknownLine(f"no row of a board: {line!r}")
        facts = row["facts"]
        board.queues[row["queue"]] = {} if facts == "nothing open" else _facts(facts, line)
    last = HERE.match(lines[-1])
    if last is None:
        raise UnknownLine(f"not who is here: {lines[-1]!r}")
    for entry in (last["people"] or "").split(", "):
        if entry:
            name, count = entry.strip().split(" ")
            board.here[name] = int(count)
    board.away = int(last["away"] or 0)
    return board


def _facts(text: str, line: str) -> Figures:
    found: Figures = {}
    for fact in text.split(" · "):
        shape = next((match for each in FACTS if (match := each.fullmatch(fact))), None)
        if shape is None:
            raise UnknownLine(f"nobody counts {fact!r} again: {line!r}")
        found |= shape.groupdict()
    return found


def recount(
    ledger: Ledger, queues: Iterable[str], here: Iterable[str], zone: str, count: int, now: int
) -> Board:
    """The board after so many events. `here`: who is in the rooms and not away by their word."""
    matters = [each for each in ledger.matters(count) if each.is_open]
    board = Board()
    for queue in queues:
        theirs = [each for each in matters if each.queue == queue]
        clocks = [each.clock for each in theirs if each.clock is not None]
        figures = {
            "open": len(theirs),
            "free": sum(each.phase == "new" for each in theirs),
            "P1": sum(each.priority == "P1" for each in theirs),
            "drafts": sum(
                draft.state in ("waiting", "held")
                for each in theirs
                for draft in each.drafts.values()
            ),
            "overdue": sum(clock.due is not None and clock.due <= now for clock in clocks),
            "soon": sum(
                clock.due is not None and clock.due > now and bool(clock.warned)
                for clock in clocks
            ),
        }
        shown = {
            key: str(number) for key, number in figures.items() if number or key in ("open", "free")
        }
        if clocks:
            since = datetime.fromtimestamp(min(each.since for each in clocks) / 1000)
            shown["oldest"] = f"{since.astimezone(ZoneInfo(zone)):%H:%M}"
        board.queues[queue] = shown if theirs else {}
    present = list(here)
    board.here = {name: sum(each.holder == name for each in matters) for name in present}
    board.away = sum(each.holder is not None and each.holder not in present for each in matters)
    return board


def difference(expected: Board, told: Board) -> list[str]:
    found = [
        f"{queue}: {key} is {expected.queues.get(queue, {}).get(key)}, told {row.get(key)}"
        for queue, row in told.queues.items()
        for key in {*row, *expected.queues.get(queue, {})}
        if row.get(key) != expected.queues.get(queue, {}).get(key)
    ]
    if expected.queues.keys() != told.queues.keys():
        found.append(f"queues are {list(expected.queues)}, told {list(told.queues)}")
    if expected.here != told.here:
        found.append(f"here are {expected.here}, told {told.here}")
    if expected.away != told.away:
        found.append(f"with people who are away {expected.away}, told {told.away}")
    return found
