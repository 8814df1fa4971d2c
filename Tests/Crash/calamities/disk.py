"""What befalls the disk under the store."""

from __future__ import annotations

import time

from parts.waiting import Overdue, wait_until

from .calamity import Calamity
from .probe import Probe

FULL_SECONDS = (0.8, 3.0)
FILL_EVERY_SECONDS = 0.1
RECOVERY_SECONDS = 10.0


class DiskFull(Calamity):
    """The disk is filled to the last page, and has room again after a while."""

    name = "disk full"

    def prepare(self) -> None:
        """The store's log is short, so that it needs room at once."""
        self.world.daemon.restart_politely()
        self.world.await_back()

    def befall(self) -> None:
        probe = Probe(self.world, self.chronicle, "full")
        end = time.monotonic() + self.dice.uniform(*FULL_SECONDS)
        try:
            while time.monotonic() < end:
                self.world.disk.fill()
                probe.knock()
                time.sleep(FILL_EVERY_SECONDS)
        finally:
            self.world.disk.empty()
        for fault in probe.faults():
            self.find(fault)
        self._await_recovery(probe)

    def _await_recovery(self, probe: Probe) -> None:
        """By itself, soon after there is room."""
        try:
            wait_until(probe.is_taken, RECOVERY_SECONDS, "a mention to be taken again")
        except Overdue as overdue:
            self.find(f"no recovery: {overdue}")


