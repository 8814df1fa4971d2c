"""What a process takes: processor time to the nanosecond, and memory."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
FIELD = re.compile(r"^(VmRSS|RssAnon):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """MiB."""

    resident: float
    anonymous: float


class Meter:
    """The processor time of a process, from reading to reading."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._last = cpu_milliseconds(pid)

    def since_last(self) -> float:
        """Milliseconds."""
        before, self._last = self._last, cpu_milliseconds(self._pid)
        return self._last - before


def cpu_milliseconds(pid: int) -> float:
    """Of all its threads since it began, those that have ended too."""
    return time.clock_gettime_ns(_cpu_clock(pid)) / 1e6


def memory(pid: int) -> Memory:
    """Of the process and whatever it has started."""
    resident = anonymous = 0.0
    for member in _family(pid):
        found = dict(FIELD.findall((PROC / str(member) / "status").read_text()))
        resident += int(found["VmRSS"]) / 1024
        anonymous += int(found["RssAnon"]) / 1024
    return Memory(resident, anonymous)


def _cpu_clock(pid: int) -> int:
    """Linux's number for the clock of a process: clock_getcpuclockid(3), which Python lacks."""
    return (~pid << 3) | 2


def _family(pid: int) -> list[int]:
    members, waiting = [], [pid]
    while waiting:
        member = waiting.pop()
        members.append(member)
        for task in (PROC / str(member) / "task").iterdir():
            waiting += map(int, (task / "children").read_text().split())
    return members
