"""The bench's programs in C that bring work in: over HTTP, and straight into a store."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from parts.bot_config import TOKEN
from workshop.compiling import program

LOAD_SECONDS = 300
SCRIBE_SECONDS = 3600

_runs = itertools.count(1)


@dataclass(frozen=True)
class Load:
    """What was accepted in how many seconds; what a post waited, in milliseconds."""

    mentions: int
    seconds: float
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        return self.mentions / self.seconds


def bring_mentions(http_port: int, mentions: int, batch: int, connections: int) -> Load:
    """All of them new, all accepted, or it raises."""
    name = f"load{next(_runs)}"
    numbers = [str(number) for number in (mentions, batch, connections)]
    argv = [str(program("load")), str(http_port), TOKEN, name, *numbers]
    found = _result(argv, LOAD_SECONDS)
    return Load(int(found["mentions"]), found["seconds"], found["p50"], found["p99"])


def load_mark(mention: str) -> tuple[str, str]:
    """What stands for the id of such a mention in a copy."""
    return re.escape(mention), f"{mention.rpartition('-')[0]}-c\x01N;"


def write_durably(store: Path, score: Path, first: int, count: int, per_commit: int) -> float:
    """The rows of so many cases; how many a second."""
    return count / _write(store, score, first, count, per_commit, int(time.time() * 1000), 1)


def write_history(
    store: Path, score: Path, first: int, count: int, start: int, span: int
) -> float:
    """Cases that began between two moments (milliseconds); returns seconds."""
    return _write(store, score, first, count, 100_000, start, span, "bulk")


def _write(
    store: Path,
    score: Path,
    first: int,
    count: int,
    per_commit: int,
    start: int,
    span: int,
    manner: str = "durable",
) -> float:
    numbers = [str(number) for number in (first, count, per_commit, start, span)]
    argv = [str(program("scribe")), str(store), str(score), *numbers, manner]
    seconds: float = _result(argv, SCRIBE_SECONDS)["seconds"]
    return seconds


def _result(argv: list[str], within: float) -> dict[str, float]:
    ended = subprocess.run(argv, capture_output=True, text=True, timeout=within)
    if ended.returncode != 0:
        raise AssertionError(f"{Path(argv[0]).name}: {ended.stderr.strip()}")
    found: dict[str, float] = json.loads(ended.stdout)
    return found
