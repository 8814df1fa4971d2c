"""A bot of others: how it is started and stopped."""

from __future__ import annotations

import itertools
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from chat.seat import Seat
from chat.speech import Question, Subject
from parts.process import ServerProcess
from workshop.places import work_directory

PONG = re.compile(rb"pong \d+")
JOIN_SECONDS = 15.0

_numbers = itertools.count(1)


class Peer(ABC):
    """One process with a directory of its own; `settings` are written before each start."""

    name: str
    nick: str
    word = "ping"
    """What it answers with `pong` and the number it was given."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.room = f"#{self.nick}"
        self.directory = work_directory(self.nick)
        self.prepare()
        self.process = ServerProcess(
            self.name,
            self.command(),
            self.directory / "output.log",
            self.environment(),
            self.directory,
        )

    @abstractmethod
    def prepare(self) -> None:
        """Writes what it reads."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What starts it."""

    def environment(self) -> Mapping[str, str] | None:
        """Nothing: as ours."""
        return None

    def write(self, name: str, text: str) -> Path:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def start(self, watcher: Seat) -> None:
        """Returns when the watcher sees it join its room."""
        self.process.start()
        watcher.await_joined(self.nick, self.room, JOIN_SECONDS)

    def stop(self) -> None:
        self.process.stop()

    def subject(self) -> Subject:
        return Subject(self.name, self.nick, self.room, self.process.pid, self._ask, PONG)

    def _ask(self, _: str) -> Question:
        number = next(_numbers)
        return Question(f"!{self.word} {number}", f"pong {number}".encode())
