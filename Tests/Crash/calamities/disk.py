"""What befalls the disk under a running daemon; it recovers by itself when the disk does."""

from __future__ import annotations

import errno
import sqlite3
import time
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager

from parts.waiting import Overdue, wait_until
from world.desk_world import DeskWorld

from .calamity import Calamity
from .probe import Probe

SICK_SECONDS = (0.8, 3.0)
LOCKED_SECONDS = (0.5, 7.0)
KNOCK_EVERY_SECONDS = 0.1
RECOVERY_SECONDS = 10.0
SHORTEN_TRIES = 5


def shorten_log(world: DeskWorld) -> None:
    """A log that has grown long has room in it for a while; a short one needs the disk at once."""
    with closing(sqlite3.connect(world.store, timeout=1)) as tool:
        for _ in range(SHORTEN_TRIES):
            is_busy, _, _ = tool.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                return


class SickDisk(Calamity):
    """While it lasts, customers knock and are told when to come back."""

    forgets = True
    lasts_seconds = SICK_SECONDS

    def befall(self) -> None:
        probe = Probe(self.world, self.chronicle, type(self).__name__)
        end = time.monotonic() + self.dice.uniform(*self.lasts_seconds)
        with self.sickness():
            while time.monotonic() < end:
                self.worsen()
                probe.knock()
                time.sleep(KNOCK_EVERY_SECONDS)
        for fault in probe.faults():
            self.find(fault)
        self.chronicle.turned_away += probe.turned_away
        self._await_recovery(probe)

    @abstractmethod
    @contextmanager
    def sickness(self) -> Iterator[None]:
        """Sick inside, well again afterwards."""
        yield

    def worsen(self) -> None:
        """Again and again while it lasts."""

    def _await_recovery(self, probe: Probe) -> None:
        try:
            wait_until(probe.is_taken, RECOVERY_SECONDS, "a mention to be taken again")
        except Overdue as overdue:
            self.find(f"no recovery: {overdue}")


class DiskFull(SickDisk):
    """Filled to the last page, and room again after a while."""

    name = "disk full"

    @contextmanager
    def sickness(self) -> Iterator[None]:
        shorten_log(self.world)
        try:
            yield
        finally:
            self.world.disk.empty()

    def worsen(self) -> None:
        self.world.disk.fill()


class WritesFail(SickDisk):
    """Every write and sync of the store fails: the device is bad, or has become read-only."""

    name = "writes fail (EIO, EROFS)"

    def prepare(self) -> None:
        self.world.restart_wired()

    @contextmanager
    def sickness(self) -> Iterator[None]:
        self.world.power.fail(self.dice.choice((errno.EIO, errno.EROFS)))
        try:
            yield
        finally:
            self.world.power.fail(0)


class Locked(SickDisk):
    """Somebody looks into the store with a tool of their own and holds it locked."""

    name = "database locked"
    lasts_seconds = LOCKED_SECONDS

    @contextmanager
    def sickness(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.world.store, isolation_level=None, timeout=5)) as tool:
            tool.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                tool.execute("ROLLBACK")
