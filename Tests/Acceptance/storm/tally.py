"""What a storm came to, for people to read."""

from __future__ import annotations

import statistics
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .calamity import Kind
from .moment import MOMENTS


@dataclass
class Round:
    """One conversation and what happened to it."""

    number: int
    kind: Kind
    moment: str
    has_sprung: bool = True
    """The link went at the very point, not at the end because nothing passed there."""
    gap_seconds: float | None = None
    """From the strike to the bot's first answer after it."""
    said_again: int = 0
    repeated: int = 0
    is_told: bool = False
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"round {self.number}, {self.kind.value} {self.moment}"


class Tally:
    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self._lock = threading.Lock()

    def add(self, finished: Round) -> None:
        with self._lock:
            self.rounds.append(finished)

    @property
    def faults(self) -> list[str]:
        return [f"{each}: {fault}" for each in self.rounds for fault in each.faults]

    def table(self, title: str) -> str:
        head = ("kind", "count", "gap s", "longest", "said again", "(again?)", "told", "faults")
        rows: list[tuple[str, ...]] = [head]
        for kind in Kind:
            of_kind = [each for each in self.rounds if each.kind is kind]
            if of_kind:
                rows.append((kind.value, *_figures(of_kind)))
        rows.append(("together", *_figures(self.rounds)))
        moments = Counter(each.moment for each in self.rounds if each.has_sprung)
        lines = [f"{title}: {len(self.rounds)} disconnects", *map(_row, rows), "moments:"]
        lines += [f"  {moment.name:<30} {moments[moment.name]:>4}" for moment in MOMENTS]
        return "\n".join(lines)


def _figures(rounds: Sequence[Round]) -> tuple[str, ...]:
    gaps = [each.gap_seconds for each in rounds if each.gap_seconds is not None]
    return (
        str(len(rounds)),
        f"{statistics.median(gaps):.1f}" if gaps else "",
        f"{max(gaps):.1f}" if gaps else "",
        str(sum(each.said_again for each in rounds)),
        str(sum(each.repeated for each in rounds)),
        str(sum(each.is_told for each in rounds)),
        str(sum(len(each.faults) for each in rounds)),
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"  {first:<30}" + "".join(f"{cell:>11}" for cell in others)
