"""Puts the acceptance suite's real parts on the path: `parts`, `wording`. Imported before them."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]

for place in (HERE, HERE.parent / "Acceptance"):
    if str(place) not in sys.path:
        sys.path.append(str(place))
