"""Waiting by looking: conditions are polled until they hold or their time is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

LOOK_EVERY_SECONDS = 0.02

Seen = TypeVar("Seen")


class Overdue(AssertionError):
    """What was waited for did not come in time."""


def wait_until(look: Callable[[], Seen], within: float, what: str) -> Seen:
    """Calls `look` until it returns something true and returns that.

    Raises `Overdue`, naming `what`, once `within` seconds have passed.
    """
    end = time.monotonic() + within
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() >= end:
            raise Overdue(f"not within {within:g} s: {what}")
        time.sleep(LOOK_EVERY_SECONDS)
