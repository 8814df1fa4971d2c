"""What a process holds at one moment, as the kernel tells it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ANONYMOUS = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """Descriptors, and anonymous memory in MiB."""

    pid: int
    descriptors: int
    anonymous: float

    @classmethod
    def of(cls, pid: int) -> Figures:
        found = ANONYMOUS.search(Path(f"/proc/{pid}/status").read_text())
        assert found is not None, f"no RssAnon of {pid}"
        return cls(pid, len(os.listdir(f"/proc/{pid}/fd")), int(found[1]) / 1024)


def processor_seconds(pid: int) -> float:
    """How long it has been running on a processor, itself and the kernel for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def open_files(pid: int) -> list[str]:
    """What its descriptors lead to, for a report."""
    found = []
    for entry in os.scandir(f"/proc/{pid}/fd"):
        try:
            found.append(os.readlink(entry.path))
        except OSError:  # Closed meanwhile.
            continue
    return sorted(found)
