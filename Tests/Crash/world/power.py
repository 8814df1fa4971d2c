"""Power cuts and sick disks: the wiring of `power.c`, and what is left after a cut."""

from __future__ import annotations

import functools
import mmap
import random
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from parts.process import temporary_directory

SOURCE = Path(__file__).with_name("power.c")
COMPILERS = ("clang", "cc", "gcc")
NAMES, NAME_BYTES = 8, 240
ORDERS = struct.Struct("<QIIIIQ")
"""How long the journal is; the error that writes fail with; whether syncs lie; the write or sync
from now at which the power goes; what did not fit."""
HEAD_BYTES = ORDERS.size + NAMES * NAME_BYTES
JOURNAL_BYTES = 64 << 20
RECORD = struct.Struct("<IIQQQQ")
WRITE, TRUNCATE, SYNC = 1, 2, 3
SECTOR = 512
KEPT_CHANCE, LOST_CHANCE = 0.25, 0.4
"""Otherwise it is torn."""
GARBLED_CHANCE = 0.1
"""That a sector under the head has neither the old nor the new when the power goes."""


@functools.cache
def library() -> Path:
    """Compiled once a run."""
    built = temporary_directory("power") / "power.so"
    compiler = next((found for name in COMPILERS if (found := shutil.which(name))), None)
    assert compiler is not None, f"none of {', '.join(COMPILERS)} is here: scripts/setup"
    argv = [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-o", str(built), str(SOURCE)]
    subprocess.run(argv, check=True, timeout=60)
    return built


@dataclass(frozen=True)
class Unsynced:
    """One change of a file that no sync has followed, and what stood there before."""

    kind: int
    path: Path
    offset: int
    length: int
    size: int
    """Of the file, before."""
    old: bytes


class Power:
    """The journal of one daemon's disk."""

    def __init__(self, directory: Path, store: Path) -> None:
        self._journal = directory / "power.journal"
        self._store = store
        with self._journal.open("wb") as journal:
            journal.truncate(HEAD_BYTES + JOURNAL_BYTES)
        with self._journal.open("r+b") as journal:
            self._map = mmap.mmap(journal.fileno(), 0)

    @property
    def wiring(self) -> dict[str, str]:
        """For the daemon's environment."""
        return {
            "LD_PRELOAD": str(library()),
            "CRASH_JOURNAL": str(self._journal),
            "CRASH_STORE": str(self._store),
        }

    def reset(self) -> None:
        """Before each start: nothing is unsynced, nothing fails, nobody lies."""
        self._map[:HEAD_BYTES] = bytes(HEAD_BYTES)

    def fail(self, error: int) -> None:
        """Every write and sync fails so from here on; 0: none."""
        self._map[8:12] = struct.pack("<I", error)

    def lie(self) -> None:
        """Syncs succeed and do nothing, as with a disk that cheats."""
        self._map[12:16] = struct.pack("<I", 1)

    def die(self, at: int) -> None:
        """The process is killed in the middle of that write or sync from now, of the store's."""
        self._map[16:20] = struct.pack("<I", at)

    def cut(self, dice: random.Random | None) -> int:
        """The process is dead: of what it never synced, any sectors are lost; without dice, all.
        Returns how many changes were unsynced."""
        unsynced = self._unsynced()
        for change in reversed(unsynced):
            _undo(change, dice)
        for memory in self._store.glob("*-shm"):
            memory.unlink()
        return len(unsynced)

    def _unsynced(self) -> list[Unsynced]:
        length, _, _, _, _, overflow = ORDERS.unpack_from(self._map)
        assert not overflow, f"{overflow} changes did not fit into the journal"
        found, at = [], HEAD_BYTES
        while at < HEAD_BYTES + length:
            kind, file, offset, count, size, kept = RECORD.unpack_from(self._map, at)
            at += RECORD.size
            if kind != SYNC:
                old = self._map[at : at + kept]
                found.append(Unsynced(kind, self._name(file), offset, count, size, old))
            at += (kept + 7) & ~7
        return found

    def _name(self, file: int) -> Path:
        at = ORDERS.size + file * NAME_BYTES
        return Path(self._map[at : at + NAME_BYTES].split(b"\0")[0].decode())


def _undo(change: Unsynced, dice: random.Random | None) -> None:
    """All of it reached the disk, or nothing, or each sector as it fell."""
    luck = dice.random() if dice else KEPT_CHANCE
    if luck < KEPT_CHANCE:
        return
    with change.path.open("r+b") as file:
        if change.kind == TRUNCATE or dice is None or luck < KEPT_CHANCE + LOST_CHANCE:
            file.seek(change.offset)
            file.write(change.old)
            if change.kind == WRITE and change.offset + change.length > change.size:
                file.truncate(change.size)
            return
        for start in range(0, change.length, SECTOR):
            if dice.random() < 0.5:
                file.seek(change.offset + start)
                file.write(_sector(change, start, dice))


def _sector(change: Unsynced, start: int, dice: random.Random) -> bytes:
    """What stood there before, or what the head left as the power went."""
    count = min(SECTOR, change.length - start)
    if dice.random() < GARBLED_CHANCE:
        return dice.randbytes(count)
    return change.old[start : start + count].ljust(count, b"\0")
