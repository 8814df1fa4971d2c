"""Judges a cycle when all is quiet again."""

from __future__ import annotations

from load.chronicle import Chronicle
from world.desk_world import DeskWorld


class Judge:
    def __init__(self, world: DeskWorld) -> None:
        self._world = world
        self.replies = 0

    def begin(self, chronicle: Chronicle, kind: str) -> None:
        self._chronicle = chronicle

    def judge(self) -> None:
        if fault := self._world.proof():
            self._chronicle.find(fault)
