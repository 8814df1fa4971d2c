"""What a cycle left behind: the desk's own account of it, what people saw, what customers got."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from load.answers import AGAIN
from load.chronicle import Chronicle
from parts.receiver import Request
from world.desk_world import LENGTH_MAX, UNDO_SECONDS

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the bot, as one person saw it."""

    reader: str
    place: str
    text: str
    """Without its mark of a repetition."""
    is_again: bool
    at: float

    @classmethod
    def seen(cls, reader: str, place: str, text: str, at: float) -> Line:
        return cls(reader, place, text.removeprefix(AGAIN), text.startswith(AGAIN), at)


@dataclass
class Ledger:
    """The events of one store, from its beginning: it only ever grows."""

    events: list[Event] = field(default_factory=list)
    of_case: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))

    @property
    def last(self) -> int:
        return self.events[-1]["seq"] if self.events else 0

    def add(self, events: Iterable[Event]) -> None:
        for event in events:
            self.events.append(event)
            if event["case"] is not None:
                self.of_case[event["case"]].append(event)


@dataclass
class Evidence:
    """Of one cycle; `ledger` and `attempts` go back to the world's beginning."""

    chronicle: Chronicle
    ledger: Ledger
    cases: dict[int, Mapping[str, Any]]
    """Those in which anything happened in this cycle, as the interface shows them."""
    lines: Sequence[Line]
    attempts: Sequence[Request]
    events: Sequence[Event]
    """Those of this cycle."""
    wall_offset: float = 0.0
    """From `time.monotonic` to Unix time."""
    judged_at: float = 0.0
    """Unix time."""
    undo_seconds: float = UNDO_SECONDS
    """Of every queue."""
    length_max: int = LENGTH_MAX
    """Characters that the receiver takes of a reply."""

    def story(self, case: int) -> list[Event]:
        return self.ledger.of_case[case]

    def home(self, case: int) -> int:
        """Where the mentions of a case are by now: it may have been merged into another."""
        for event in self.story(case):
            if event["type"] == "case.merged":
                return self.home(event["data"]["into"])
        return case

    def attempts_of(self, case: int) -> list[Request]:
        return [request for request in self.attempts if request.data["case"] == case]

    def had_blind_trouble(self) -> bool:
        return any(trouble.is_blind for trouble in self.chronicle.troubles)
