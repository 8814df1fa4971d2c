"""What one person saw and said, as it would stand in their client."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field

from .waiting import Overdue

PRIVATE = "private"
"""The place of what was said to the person alone."""

SHOWN_LINES = 60


@dataclass
class Heard:
    """One line of the transcript; `raw` still has its formatting codes."""

    at: float
    place: str
    sender: str
    text: str
    raw: str
    is_taken: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.at:8.2f}s {self.place:<12} <{self.sender}> {self.text}"


class Transcript:
    """Grows from the reading thread; expectations take lines out, each line once.

    Patterns are searched for in the text without its formatting; upper and lower case are one.
    """

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._began = time.monotonic()
        self._lines: list[Heard] = []
        self._news = threading.Condition()

    def add(self, place: str, sender: str, text: str, raw: str, is_taken: bool = False) -> None:
        """Own lines and remarks are added as taken: nobody expects them."""
        with self._news:
            at = time.monotonic() - self._began
            self._lines.append(Heard(at, place, sender, text, raw, is_taken))
            self._news.notify_all()

    def take(
        self, places: frozenset[str] | None, sender: str, pattern: str, within: float
    ) -> re.Match[str]:
        """The oldest line not yet taken that matches; `places` of nothing means anywhere.

        Raises `Overdue` with the transcript if none comes within so many seconds.
        """
        wanted = _compiled(pattern)
        end = time.monotonic() + within
        with self._news:
            while True:
                for line in self._matching(places, sender, wanted):
                    if not line.is_taken:
                        line.is_taken = True
                        match = wanted.search(line.text)
                        assert match is not None
                        return match
                left = end - time.monotonic()
                if left <= 0:
                    raise Overdue(
                        f"{self._owner} did not see /{pattern}/ from {sender} in "
                        f"{', '.join(sorted(places)) if places else 'any place'} "
                        f"within {within:g} s. The transcript:\n{self._text()}"
                    )
                self._news.wait(left)

    def matching(self, sender: str, pattern: str, place: str | None = None) -> list[Heard]:
        """Every line so far that matches, taken or not."""
        places = None if place is None else frozenset([place])
        with self._news:
            return list(self._matching(places, sender, _compiled(pattern)))

    def text(self) -> str:
        with self._news:
            return self._text()

    def _matching(
        self, places: frozenset[str] | None, sender: str, pattern: re.Pattern[str]
    ) -> list[Heard]:
        return [
            line
            for line in self._lines
            if line.sender == sender
            and (places is None or line.place in places)
            and pattern.search(line.text)
        ]

    def _text(self) -> str:
        return "\n".join(map(str, self._lines[-SHOWN_LINES:])) or "(nothing at all)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
