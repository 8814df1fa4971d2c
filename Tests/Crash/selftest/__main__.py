"""Runs the tests of the judge itself: `scripts/crash --selftest`."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

sys.path.insert(0, str(ROOT))
suite = unittest.defaultTestLoader.discover(
    str(ROOT / "selftest"), top_level_dir=str(ROOT)
)
sys.exit(not unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful())
