"""Puts the crash runs' load and judges on the path: `load`, `judging`. Imported before them."""

from __future__ import annotations

import sys
from pathlib import Path

CRASH = str(Path(__file__).resolve().parents[2] / "Crash")
if CRASH not in sys.path:
    sys.path.append(CRASH)
