"""The floor: a bare responder in C."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.compiling import program

from .peer import Peer


class Responder(Peer):
    name = "C responder"
    nick = "floor"

    def prepare(self) -> None:
        self._program = program("responder")

    def command(self) -> Sequence[str]:
        return [str(self._program), str(self.port), self.nick, self.room]
