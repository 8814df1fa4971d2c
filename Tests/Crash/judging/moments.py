"""Times as the interface writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def unix(text: Any) -> float:
    """`2026-11-28T03:09:37.112Z` as Unix time."""
    return datetime.fromisoformat(str(text)).timestamp()
