"""A disk small enough to be filled: a tmpfs of its own, mounted where the state is."""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
from pathlib import Path

MEBIBYTES = 48
FILLER = "filler"
CRUMB = 4096
"""Bytes written at a time at the very end, until not one page is left."""


class SmallDisk:
    """Needs root. It is unmounted at the end, and goes with the mount namespace in any case."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._is_mounted = False

    def mount(self) -> None:
        self.place.mkdir(mode=0o700)
        options = f"size={MEBIBYTES}m,mode=0700"
        _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.place))
        self._is_mounted = True
        atexit.register(self.unmount)

    def unmount(self) -> None:
        if self._is_mounted:
            atexit.unregister(self.unmount)
            self._is_mounted = False
            _run("umount", "--lazy", str(self.place))

    def fill(self) -> None:
        """Not a page is free afterwards; may be repeated when something has been given back."""
        with (self.place / FILLER).open("ab") as filler:
            free = os.statvfs(self.place)
            with contextlib.suppress(OSError):
                os.posix_fallocate(filler.fileno(), filler.tell(), free.f_bavail * free.f_frsize)
            with contextlib.suppress(OSError):
                for _ in range(MEBIBYTES << 8):
                    os.write(filler.fileno(), bytes(CRUMB))

    def empty(self) -> None:
        """Room again."""
        (self.place / FILLER).unlink(missing_ok=True)

    def protect(self) -> None:
        """Read-only; only while nobody has a file open for writing."""
        _run("mount", "-o", "remount,ro", str(self.place))

    def allow(self) -> None:
        _run("mount", "-o", "remount,rw", str(self.place))


def _run(*argv: str) -> None:
    ended = subprocess.run(argv, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 0, f"{' '.join(argv)}: {ended.stderr.strip()} (is this root?)"
