"""The bench's programs in C, compiled where they are newer than what is there."""

from __future__ import annotations

import os
from pathlib import Path

from .packages import run
from .places import BENCH, PROGRAMS
from .progress import say

SOURCES = BENCH / "c"
FLAGS = ("-O2", "-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror")
LIBRARIES = {"scribe": ("-lsqlite3", "-lcrypto"), "responder": ("-lsqlite3",)}


def program(name: str) -> Path:
    """The path of the compiled program."""
    sources = sorted(SOURCES.glob(f"{name}*.c"))
    newest = max(path.stat().st_mtime for path in [*sources, *SOURCES.glob("*.h")])
    made = PROGRAMS / name
    if not made.exists() or made.stat().st_mtime < newest:
        say(f"compiling {name}")
        PROGRAMS.mkdir(parents=True, exist_ok=True)
        draft = made.with_suffix(f".{os.getpid()}")
        run(["cc", *FLAGS, "-o", str(draft), *map(str, sources), *LIBRARIES.get(name, ())])
        draft.rename(made)
    return made
