"""Somebody asks for figures all day, and keeps what was answered and when."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import AGAIN
from load.chronicle import Chronicle
from parts.people import BOT, Person
from parts.transcript import PRIVATE, Heard

from . import desk_files
from .hours import Hours
from .judges.tidings import REMINDER
from .recount.ledger import Subject

ANSWER_SECONDS = 10.0
QUIET_SECONDS = 1.0
"""After the last line of an answer."""
BETWEEN_SECONDS = 2.0
BOARD = "board"


@dataclass(frozen=True)
class Look:
    """A question, and whose figures it asks for; nobody's where it asks for the board."""

    words: str
    subject: Subject | None = None
    period: str = "today"


@dataclass(frozen=True)
class Seen:
    look: Look
    said: float
    """Unix time, as that of the last line."""
    heard: float
    lines: Sequence[str]


def looks_of(person: str, agents: Sequence[str], is_supervisor: bool = True) -> list[Look]:
    """Everything somebody may ask for."""
    seen = desk_files.supervised(person)
    if not is_supervisor:
        return [Look("stats", Subject(person, people=[person]))]
    queues = seen or desk_files.QUEUES
    looks = [Look(BOARD), Look("stats", Subject("the desk", seen))]
    looks += [Look(f"stats {queue}", Subject(queue, [queue])) for queue in queues]
    looks += [Look(f"stats @{name}", Subject(name, seen, [name])) for name in agents]
    looks.append(
        Look("stats +billing", Subject("+billing", seen, desk_files.skilled("billing")))
    )
    looks.append(Look("stats week", Subject("the desk", seen), "seven days"))
    return looks


def is_of_an_answer(line: Heard) -> bool:
    """Told to whoever asks, and neither said before nor a word about a customer who waits."""
    return (
        line.sender == BOT
        and line.place == PRIVATE
        and not line.text.startswith(AGAIN)
        and REMINDER.match(line.text) is None
    )


class Looker:
    """Sits at a client and is told nothing but what they ask for."""

    def __init__(self, person: Person, chronicle: Chronicle) -> None:
        self.person = person
        self._chronicle = chronicle
        self.seen: list[Seen] = []

    def run(self, looks: Sequence[Look], hours: Hours) -> None:
        """One after the other until the day is over."""
        for look in itertools.cycle(looks):
            if hours.is_over:
                return
            if seen := self.look(look):
                self.seen.append(seen)
            hours.rest(BETWEEN_SECONDS)

    def look(self, look: Look) -> Seen | None:
        """Nothing if the desk was away meanwhile; unanswered is a finding."""
        began, said = time.monotonic(), time.time()
        after = len(self.person.transcript.lines())
        self.person.tell(look.words)
        lines = self._lines(after, began)
        heard = time.time() - QUIET_SECONDS
        if self._chronicle.troubles_in(began - 1, time.monotonic()):
            return None
        if not lines:
            self._chronicle.find(f"{self.person.nick} was not answered: {look.words!r}")
            return None
        return Seen(look, said, max(heard, said), lines)

    def _lines(self, after: int, began: float) -> list[str]:
        lines: list[str] = []
        since = began + ANSWER_SECONDS
        while time.monotonic() < since:
            time.sleep(0.02)
            heard = self.person.transcript.lines(after)
            found = [line.text for line in heard if is_of_an_answer(line)]
            if len(found) > len(lines):
                lines, since = found, time.monotonic() + QUIET_SECONDS
        return lines
