"""Commands one after the other: from sending to the answer in front of a second client."""

from __future__ import annotations

import time

from .seat import PATIENCE_SECONDS, Seat, Silence, spoken_by
from .speech import Question, Subject


REST_SECONDS = 0.05
"""What a bot still has to do after its last answer is not to be in the next one's way."""


def ask_round(subject: Subject, asker: Seat, watcher: Seat, count: int) -> list[float]:
    """So many commands, each after the answer to the one before it, and a rest; milliseconds."""
    asker.lines_now()
    watcher.lines_now()
    waits = [ask(subject, asker, watcher, subject.ask(asker.nick)) for _ in range(count)]
    time.sleep(REST_SECONDS)
    return waits


def ask(subject: Subject, asker: Seat, watcher: Seat, question: Question) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    end = began + PATIENCE_SECONDS
    asker.say(subject.room, question.command)
    while time.perf_counter() < end:
        lines = watcher.lines(PATIENCE_SECONDS)
        seen = time.perf_counter()
        for text in spoken_by(subject.nick, lines):
            if subject.answered(text) == question.answer:
                asker.lines_now()
                return (seen - began) * 1000
    raise Silence(f"{subject.name} did not answer {question.command!r}")
