"""Where the bench keeps what it builds and what it measures on, all of it in one directory."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
REPOSITORY = BENCH.parents[1]
ROOT = REPOSITORY / ".build-bench"
PROGRAMS = ROOT / "programs"
STORES = ROOT / "stores"
VENV = ROOT / "venv"
MATRIX_VENV = ROOT / "matrix-venv"


def work_directory(name: str) -> Path:
    """On the disk of the repository, where stores are measured; gone at the end."""
    ROOT.mkdir(exist_ok=True)
    directory = Path(tempfile.mkdtemp(prefix=f"work-{os.getpid()}-{name}-", dir=ROOT))
    directory.chmod(0o755)
    if not os.environ.get("CASEBELL_KEEP"):
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return directory


def sweep() -> None:
    """Removes what runs have left that were killed."""
    for directory in ROOT.glob("work-*-*"):
        owner = directory.name.split("-")[1]
        if not Path("/proc", owner).exists() and not os.environ.get("CASEBELL_KEEP"):
            shutil.rmtree(directory, ignore_errors=True)
