"""How much memory a process has."""

from __future__ import annotations

import re
from pathlib import Path

RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)

ANONYMOUS = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)


def resident_mib(pid: int) -> float:
    found = RESIDENT.search(Path(f"/proc/{pid}/status").read_text())
    assert found is not None, f"no VmRSS of {pid}"
    return int(found[1]) / 1024


def anonymous_mib(pid: int) -> float:
    """What is its own alone, without the code and files that it has mapped."""
    found = ANONYMOUS.search(Path(f"/proc/{pid}/status").read_text())
    assert found is not None, f"no RssAnon of {pid}"
    return int(found[1]) / 1024
