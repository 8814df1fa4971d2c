"""What a process takes: processor time to the nanosecond, and memory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
FIELD = re.compile(r"^(VmRSS|RssAnon):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """MiB."""

    resident: float
    anonymous: float


def cpu_milliseconds(pid: int) -> float:
    """Of all threads that live, since they began; the process must not end threads meanwhile."""
    total = 0
    for task in (PROC / str(pid) / "task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except OSError:
            continue  # A thread that has just ended.
    return total / 1e6


def memory(pid: int) -> Memory:
    """Of the process and whatever it has started."""
    resident = anonymous = 0.0
    for member in _family(pid):
        found = dict(FIELD.findall((PROC / str(member) / "status").read_text()))
        resident += int(found["VmRSS"]) / 1024
        anonymous += int(found["RssAnon"]) / 1024
    return Memory(resident, anonymous)


def _family(pid: int) -> list[int]:
    members, waiting = [], [pid]
    while waiting:
        member = waiting.pop()
        members.append(member)
        for task in (PROC / str(member) / "task").iterdir():
            waiting += map(int, (task / "children").read_text().split())
    return members
