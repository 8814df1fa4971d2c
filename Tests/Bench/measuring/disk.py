"""What one small durable write costs on this disk."""

from __future__ import annotations

import os
import time
from pathlib import Path

WRITE = os.urandom(4096)


class Platter:
    """A file beside a store; each sample overwrites a page of it and awaits the disk."""

    def __init__(self, directory: Path) -> None:
        self._descriptor = os.open(directory / "fdatasync", os.O_RDWR | os.O_CREAT, 0o600)
        os.pwrite(self._descriptor, WRITE, 0)
        os.fsync(self._descriptor)

    def sample(self, count: int) -> list[float]:
        """Milliseconds, so many times."""
        return [self._write() for _ in range(count)]

    def _write(self) -> float:
        began = time.perf_counter()
        os.pwrite(self._descriptor, WRITE, 0)
        os.fdatasync(self._descriptor)
        return (time.perf_counter() - began) * 1000
