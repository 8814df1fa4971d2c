"""How much memory a process has resident."""

from __future__ import annotations

import re
from pathlib import Path

RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def resident_mib(pid: int) -> float:
    found = RESIDENT.search(Path(f"/proc/{pid}/status").read_text())
    assert found is not None, f"no VmRSS of {pid}"
    return int(found[1]) / 1024
