"""One daemon with so many closed cases behind it, and what is measured on it, a turn at a time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from chat.looking import look
from chat.one_by_one import ask_round
from chat.seat import Seat
from chat.speech import Subject
from measuring.processes import Meter
from stage.bench_desk import BenchDesk, DeskTerms
from stage.casework import Casework, open_cases
from stage.hall import Hall
from stage.writers import bring_mentions

from .starting import end, start_to_joined

START = "start to joined"
OPEN_CASES = 60
ASKED = 15
LOOKED = 5
SOUGHT = {
    "find a common word": ("find invoice", "newest 20"),
    "find two words": ("find modem twice", "newest 20"),
    "find a stem": ("find cancel*", "newest 20"),
    "find a word that stands nowhere": ("find zebra", "nothing with"),
}
"""What is looked for, and what stands in the answer."""
SEED = 14


@dataclass(frozen=True)
class Manner:
    """How mentions are brought; few, or a small store would not stay small."""

    name: str
    mentions: int
    batch: int
    connections: int


MANNERS = (
    Manner("intake one by one, 1 connection", 100, 1, 1),
    Manner("intake in batches of 100", 1_000, 100, 1),
    Manner("intake one by one, 32 connections", 960, 1, 32),
)


class Archive:
    """`samples` are kept by the name of what they are of."""

    def __init__(self, size: int, hall: Hall, store: Path, place: int) -> None:
        self.size = size
        terms = DeskTerms(f"bell{place}", f"#care{place}", f"#ok{place}", store=store)
        self.desk = BenchDesk(hall, terms)
        self.samples: dict[str, list[float]] = {}
        self._dice = random.Random(SEED)
        self._subject: Subject | None = None

    def note(self, name: str, *values: float) -> None:
        self.samples.setdefault(name, []).extend(values)

    def forget(self) -> None:
        """What was measured while it warmed up."""
        self.samples.clear()

    def start_once(self, watcher: Seat) -> None:
        self.note(START, start_to_joined(self.desk, watcher))
        end(self.desk, watcher)

    def open_shop(self, agent: str) -> None:
        """Starts, with work to do."""
        self.desk.start()
        numbers = open_cases(self.desk.daemon.api, OPEN_CASES, SEED)
        self._subject = Casework(numbers, [agent]).subject(self.desk)

    def work_once(self, asker: Seat, watcher: Seat) -> None:
        """Commands, and looks at the queue and at cases that ended long ago."""
        assert self._subject is not None, "the shop is not open"
        meter = Meter(self.desk.pid)
        self.note("command to answer", *ask_round(self._subject, asker, watcher, ASKED))
        self.note("CPU a command", meter.since_last() / ASKED)
        nick, room = self.desk.nick, self.desk.room
        for _ in range(LOOKED):
            self.note("look at the queue", look(asker, nick, room, "!queue", "cases open"))
            old = self._dice.randint(1, self.size)
            for name, (command, sign) in SOUGHT.items():
                self.note(name, look(asker, nick, room, f"!{command}", sign))
            self.note("look at an old case", look(asker, nick, room, f"!show {old}", f"#{old}"))

    def bring_once(self, manner: Manner) -> None:
        load = bring_mentions(
            self.desk.http_port, manner.mentions, manner.batch, manner.connections
        )
        self.note(manner.name, load.rate)
        self.note(f"{manner.name}, a post's wait", load.p50)
