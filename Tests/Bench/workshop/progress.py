"""What a run is doing, on standard error: standard output is for the result alone."""

from __future__ import annotations

import sys
import time

_began = time.monotonic()


def say(text: str) -> None:
    print(f"bench {time.monotonic() - _began:6.1f}s  {text}", file=sys.stderr, flush=True)
