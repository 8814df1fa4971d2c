"""What a process holds at one moment, as the kernel tells it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
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
    def of(cls, pid: int, receiver_port: int) -> Figures:
        """Connections to the receiver do not count: as many are kept for the next replies as were
        ever needed at once."""
        found = ANONYMOUS.search(Path(f"/proc/{pid}/status").read_text())
        assert found is not None, f"no RssAnon of {pid}"
        kept = {f"socket:[{inode}]" for inode in _connections(pid, receiver_port)}
        others = [file for file in open_files(pid) if file not in kept]
        return cls(pid, len(others), int(found[1]) / 1024)


def _connections(pid: int, port: int) -> Iterator[str]:
    """The sockets whose other end is that port."""
    for row in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]:
        columns = row.split()
        if int(columns[2].partition(":")[2], 16) == port:
            yield columns[9]


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
