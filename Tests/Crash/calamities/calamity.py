"""One thing that goes wrong, from its preparation to the moment when nothing is broken any more."""

from __future__ import annotations

import random
import time
from abc import ABC, abstractmethod
from typing import ClassVar

from load.chronicle import Chronicle
from world.desk_world import DeskWorld


class Calamity(ABC):
    """`name` as the table shows it. `is_deaf`: what people say meanwhile may never be heard.
    `is_blind`: what the bot says may not reach them. `kills`: the process does not live through.
    `cuts_off`: the receiver's answers may be lost. `forgets`: what was done may not be written
    down."""

    name: ClassVar[str]
    needs_matrix = False
    """Rooms on a homeserver; all others do without, and have them from time to time."""
    needs_mail = False
    """Pages that leave by mail, likewise."""
    conversations: ClassVar[int | None] = None
    """That begin in the cycle, if not as many as otherwise."""
    is_deaf = False
    is_blind = False
    kills = False
    cuts_off = False
    forgets = False

    def __init__(self, world: DeskWorld, chronicle: Chronicle, dice: random.Random) -> None:
        self.world = world
        self.chronicle = chronicle
        self.dice = dice
        self.note = ""
        """What is worth telling of how it went."""

    @classmethod
    def is_gentle(cls) -> bool:
        """The process lives through it, and is not started anew for it."""
        return not cls.kills and cls.prepare is Calamity.prepare

    def prepare(self) -> None:
        """Before the load begins; most need nothing."""
        return

    @abstractmethod
    def befall(self) -> None:
        """Strikes, lasts, and is mended; the world may then take a moment to be whole."""

    def last(self, seconds: tuple[float, float]) -> None:
        time.sleep(self.dice.uniform(*seconds))

    def find(self, finding: str) -> None:
        self.chronicle.find(f"{self.name}: {finding}")
