"""One command, and how long until its answer is in front of somebody else."""

from __future__ import annotations

import re
import time

from .seat import PATIENCE_SECONDS, Seat, Silence, spoken_by
from .speech import FORMATTING


def answer_to(
    asker: Seat, watcher: Seat, nick: str, room: str, command: str, answer: str
) -> tuple[float, re.Match[bytes]]:
    """Milliseconds, and what the answer says."""
    wanted = re.compile(answer.encode())
    asker.lines_now()
    watcher.lines_now()
    began = time.perf_counter()
    end = began + PATIENCE_SECONDS
    asker.say(room, command)
    while time.perf_counter() < end:
        lines = watcher.lines(PATIENCE_SECONDS)
        seen = time.perf_counter()
        for text in spoken_by(nick, lines):
            if found := wanted.search(FORMATTING.sub(b"", text)):
                return (seen - began) * 1000, found
    raise Silence(f"{nick} did not answer {command!r}")
