"""What one person saw and said, as it would stand in their client."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
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
    event_id: str = ""
    """On Matrix, of the event it came with."""
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
        self._answers_from = 0
        self._news = threading.Condition()

    def add_heard(
        self, place: str, sender: str, text: str, raw: str, event_id: str = ""
    ) -> None:
        with self._news:
            self._lines.append(Heard(self._now(), place, sender, text, raw, event_id))
            self._news.notify_all()

    def add_said(self, place: str, text: str) -> None:
        """A line of the owner's own: nobody expects it, and answers come after it."""
        with self._news:
            said = Heard(self._now(), place, f"▸ {self._owner}", text, text, is_taken=True)
            self._lines.append(said)
            self._answers_from = len(self._lines)

    def take(
        self,
        place: str | None,
        sender: str,
        pattern: str,
        within: float,
        is_answer: bool = False,
    ) -> re.Match[str]:
        """The oldest line not yet taken that matches, in that place or, for nothing, anywhere.

        An answer comes after the last line the owner said.
        Raises `Overdue` with the transcript if none comes within so many seconds.
        """
        return self.take_line(place, sender, pattern, within, is_answer)[1]

    def take_line(
        self,
        place: str | None,
        sender: str,
        pattern: str,
        within: float,
        is_answer: bool = False,
        suits: Callable[[Heard], bool] = lambda _: True,
    ) -> tuple[Heard, re.Match[str]]:
        """The same with the line itself, which also has to suit."""
        wanted = _compiled(pattern)
        end = time.monotonic() + within
        with self._news:
            while True:
                first = self._answers_from if is_answer else 0
                for line in self._matching(place, sender, wanted, first):
                    if not line.is_taken and suits(line):
                        line.is_taken = True
                        match = wanted.search(line.text)
                        assert match is not None
                        return line, match
                left = end - time.monotonic()
                if left <= 0:
                    raise Overdue(
                        f"{self._owner} did not see /{pattern}/ from {sender} in "
                        f"{place or 'any place'} within {within:g} s. "
                        f"The transcript:\n{self._text()}"
                    )
                self._news.wait(left)

    def matching(self, sender: str, pattern: str, place: str | None = None) -> list[Heard]:
        """Every line so far that matches, taken or not."""
        with self._news:
            return self._matching(place, sender, _compiled(pattern))

    def lines(self, after: int = 0) -> list[Heard]:
        """Every line but the first so many."""
        with self._news:
            return self._lines[after:]

    def text(self) -> str:
        with self._news:
            return self._text()

    def _matching(
        self, place: str | None, sender: str, pattern: re.Pattern[str], first: int = 0
    ) -> list[Heard]:
        return [
            line
            for line in self._lines[first:]
            if line.sender == sender and place in (None, line.place) and pattern.search(line.text)
        ]

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _text(self) -> str:
        return "\n".join(map(str, self._lines[-SHOWN_LINES:])) or "(nothing at all)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
