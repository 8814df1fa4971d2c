"""The floors: a bare responder in C, and one that keeps a decision's rows before it answers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from stage.histories import open_store
from workshop.compiling import program

from .peer import Peer

CASES = 1_000


class Responder(Peer):
    name = "C responder"
    nick = "floor"

    def prepare(self) -> None:
        self._program = program("responder")

    def command(self) -> Sequence[str]:
        return [str(self._program), str(self.port), self.nick, self.room]


class DurableResponder(Responder):
    """Nothing that keeps the same rows in the same way can answer sooner or cost less."""

    name = "C responder with the store"
    nick = "cellar"

    def prepare(self) -> None:
        super().prepare()
        self._store = self.directory / "store.db"
        shutil.copyfile(open_store(CASES), self._store)

    def command(self) -> Sequence[str]:
        return [*super().command(), str(self._store)]
