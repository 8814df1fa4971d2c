"""A bot on Matrix: how it is started and stopped."""

from __future__ import annotations

import itertools
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from chat.speech import Question, Subject
from parts.matrix_person import MatrixPerson
from parts.process import ServerProcess
from parts.synapse import Synapse
from workshop.places import BENCH, work_directory

PONG = re.compile(rb"pong \d+")
JOIN_SECONDS = 30.0
SCRIPTS = BENCH / "matrix"

_numbers = itertools.count(1)


class MatrixPeer(ABC):
    """One process with a directory and an account of its own; it is asked in a room of its own.

    Its token comes from registration: a login more would be a part of starting that others have
    behind them.
    """

    name: str
    nick: str
    word = "ping"
    """What it answers with `pong` and the number it was given, as a notice."""

    def __init__(self, homeserver: Synapse) -> None:
        self.homeserver = homeserver
        self.account = homeserver.register(self.nick)
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

    def environment(self) -> Mapping[str, str]:
        return {"MATRIX_TOKEN": self.account.token, "PATH": "/usr/bin:/bin"}

    def write(self, name: str, text: str) -> Path:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def start(self, host: MatrixPerson, people: Sequence[str]) -> None:
        """The host makes its room for these people, too, and sees it come in."""
        host.make_room(self.room, invite=[self.nick, *people])
        self.process.start()
        host.await_in_room(self.room, self.nick, JOIN_SECONDS)

    def stop(self) -> None:
        self.process.stop()

    def subject(self) -> Subject:
        return Subject(self.name, self.nick, self.room, self.process.pid, self._ask, PONG)

    def _ask(self, _: str) -> Question:
        number = next(_numbers)
        return Question(f"!{self.word} {number}", f"pong {number}".encode())
