"""The day's own time: a minute of it is a second of ours.

Nothing in the daemon runs faster for it. Its configuration asks for durations that are sixty times
shorter (`desk_files`), and people and customers are as quick as that.
"""

from __future__ import annotations

import threading
import time

PACE = 60
CLOSING_SECONDS = 8.0
"""After the last customer people finish what they can."""


class Hours:
    """From the opening in the morning until the last customer of the day."""

    def __init__(self, length: float) -> None:
        self.length = length
        """Hours of the day."""
        self._began = time.monotonic()
        self._closed = threading.Event()

    def open(self) -> None:
        self._began = time.monotonic()

    @property
    def now(self) -> float:
        """Hours since the opening."""
        return (time.monotonic() - self._began) * PACE / 3600

    @property
    def part(self) -> float:
        """How much of the day is over, from 0 to 1 and beyond."""
        return self.now / self.length

    @property
    def takes_customers(self) -> bool:
        return self.part < 1 and not self._closed.is_set()

    @property
    def is_over(self) -> bool:
        left = self.length * 3600 / PACE + CLOSING_SECONDS
        return self._closed.is_set() or time.monotonic() - self._began > left

    def close(self) -> None:
        """The day is broken off."""
        self._closed.set()

    def rest(self, seconds: float) -> None:
        """Sleeps, but not beyond the end of the day."""
        self._closed.wait(max(seconds, 0))

    def rest_until(self, part: float) -> None:
        self.rest((part - self.part) * self.length * 3600 / PACE)
