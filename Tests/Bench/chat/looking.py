"""Looks, which change nothing and are answered to the one person who asked."""

from __future__ import annotations

import time

from .seat import PATIENCE_SECONDS, Seat, Silence

QUIET_SECONDS = 0.01
"""An answer has several lines; this long after the last one it has ended."""


def look(asker: Seat, nick: str, room: str, command: str, sign: str) -> float:
    """Milliseconds until the first line of the bot's in which that stands."""
    wanted = sign.encode()
    prefix = f":{nick}!".encode()
    asker.lines_now()
    began = time.perf_counter()
    end = began + PATIENCE_SECONDS
    asker.say(room, command)
    while time.perf_counter() < end:
        lines = asker.lines(PATIENCE_SECONDS)
        seen = time.perf_counter()
        if any(line.startswith(prefix) and wanted in line for line in lines):
            while asker.lines(QUIET_SECONDS):
                pass
            return (seen - began) * 1000
    raise Silence(f"{nick} did not answer {command!r}")
