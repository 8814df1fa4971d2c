"""The power goes: what was synced is there, and of the rest any sectors."""

from __future__ import annotations

from .calamity import Calamity


class PowerCut(Calamity):
    """A torn log, and a store torn in the middle of a checkpoint."""

    name = "power cut, torn WAL"
    is_deaf = True
    kills = True

    def prepare(self) -> None:
        self.world.restart_wired()

    def befall(self) -> None:
        self.world.daemon.kill()
        self.world.power.cut(self.dice)
        self.world.power.reset()
        self.world.daemon.launch()
