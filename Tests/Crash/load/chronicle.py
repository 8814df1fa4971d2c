"""Everything that was said, handed in, acknowledged and broken, as seen from outside."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .answers import Answer, Verb


@dataclass
class Handed:
    """One mention with every version of it that was handed in, and what was acknowledged."""

    id: str
    versions: list[dict[str, Any]]
    case: int | None = None
    """As it was acknowledged, for the first time."""
    acknowledged: int = 0
    """So many of the versions, from the first on, are certainly on disk."""
    cases: set[int] = field(default_factory=set)
    """What all its acknowledgements said; one, or something is wrong."""


@dataclass
class Saying:
    """One line that somebody said to the bot and wants answered."""

    person: str
    place: str
    text: str
    verb: Verb
    case: int | None
    at: float
    answer: Answer | None = None
    way: str = ""
    """On Matrix, how it was said: in the room, in the thread, by a sign."""
    event: str | None = None
    """The event that the homeserver made of it."""
    may_be_silent: bool = False
    """Nothing is said where it comes too late to do anything."""

    @property
    def is_there(self) -> bool:
        """Said on Matrix."""
        return self.way != ""

    def __str__(self) -> str:
        on_matrix = f", {self.way}, {self.event}" if self.is_there else ""
        told = self.answer.text if self.answer else None
        return f"{self.at:.2f} {self.person} in {self.place}{on_matrix}: {self.text!r} -> {told!r}"


@dataclass
class Trouble:
    """From the strike until all is well again. `is_deaf`: what is said meanwhile may not be heard.
    `is_blind`: what is said may not reach people. `cuts_off`: the receiver's answers may be
    lost. `forgets`: what was done may not be written down."""

    name: str
    began: float
    ended: float | None = None
    is_deaf: bool = False
    is_blind: bool = False
    kills: bool = False
    cuts_off: bool = False
    forgets: bool = False

    def overlaps(self, since: float, until: float) -> bool:
        return self.began <= until and (self.ended is None or self.ended >= since)


class Chronicle:
    """Written by many threads at once. Times are of `time.monotonic`."""

    def __init__(self) -> None:
        self.handed: dict[str, Handed] = {}
        self.sayings: list[Saying] = []
        self.talk: set[str] = set()
        """What people said to each other: never a reply."""
        self.troubles: list[Trouble] = []
        self.findings: list[str] = []
        self.turned_away = 0
        """Times that HTTP said 503 to whoever looked at it closely."""
        self._news = threading.Condition()
        self._counts = {"handed": 0, "said": 0, "taken": 0}

    def hand_in(self, mention: dict[str, Any]) -> Handed:
        """A mention, or another version of one."""
        with self._news:
            entry = self.handed.setdefault(mention["id"], Handed(mention["id"], []))
            entry.versions.append(mention)
            self._count("handed")
            return entry

    def acknowledge(self, entry: Handed, case: int) -> None:
        with self._news:
            entry.case = entry.case or case
            entry.cases.add(case)
            entry.acknowledged = len(entry.versions)

    def say(self, saying: Saying) -> None:
        with self._news:
            self.sayings.append(saying)
            self._count("said")

    def take(self, saying: Saying, event: str) -> None:
        """The homeserver has it."""
        with self._news:
            saying.event = event
            self._count("taken")

    def find(self, finding: str) -> None:
        """Something that must not be."""
        with self._news:
            self.findings.append(finding)

    def await_event(self, kind: str, within: float) -> None:
        """Until the next one is handed in, said, or taken by the homeserver; or for so long."""
        with self._news:
            before = self._counts[kind]
            self._news.wait_for(lambda: self._counts[kind] > before, within)

    @contextmanager
    def trouble(self, trouble: Trouble) -> Iterator[Trouble]:
        with self._news:
            self.troubles.append(trouble)
        try:
            yield trouble
        finally:
            trouble.ended = time.monotonic()

    def troubles_in(self, since: float, until: float) -> list[Trouble]:
        with self._news:
            return [trouble for trouble in self.troubles if trouble.overlaps(since, until)]

    def _count(self, kind: str) -> None:
        self._counts[kind] += 1
        self._news.notify_all()
