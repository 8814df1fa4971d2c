"""What to say to a bot, and how its answer is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

FORMATTING = re.compile(rb"[\x02\x0f\x11\x16\x1d\x1e\x1f]|\x03(?:\d{1,2}(?:,\d{1,2})?)?")


@dataclass(frozen=True)
class Question:
    """A command, and what stands in the answer to it and in no other."""

    command: str
    answer: bytes


@dataclass(frozen=True)
class Subject:
    """A bot under measurement: who it is, where it sits, what it is asked.

    `ask` gives the next question of a person of that name; `answer` finds the part of a line that
    says which question it answers.
    """

    name: str
    nick: str
    room: str
    pid: int
    ask: Callable[[str], Question]
    answer: re.Pattern[bytes]

    def answered(self, text: bytes) -> bytes | None:
        """The answer that a line is, if it is one."""
        found = self.answer.search(FORMATTING.sub(b"", text))
        return found[0] if found else None
