"""The power goes: what was synced is there, and of the rest any sectors."""

from __future__ import annotations

import contextlib
import subprocess

from .calamity import Calamity

WRITES_MAX = 24
PATIENCE_SECONDS = 3.0


class PowerCut(Calamity):
    """In the middle of a write: a torn log, or a store torn in the middle of a checkpoint."""

    name = "power cut, torn WAL"
    is_deaf = True
    kills = True

    def prepare(self) -> None:
        self.world.restart_wired()

    def befall(self) -> None:
        self.world.power.die(self.dice.randint(1, WRITES_MAX))
        with contextlib.suppress(subprocess.TimeoutExpired):  # Nothing more is written.
            self.world.daemon.process.await_end(PATIENCE_SECONDS)
        self.world.daemon.kill()
        unsynced = self.world.power.cut(self.dice)
        self.note = f"{unsynced} writes unsynced"
        self.world.power.reset()
        self.world.daemon.launch()
