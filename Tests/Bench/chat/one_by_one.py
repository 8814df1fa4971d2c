"""Commands one after the other: from sending to the answer in front of a second client."""

from __future__ import annotations

import time
from dataclasses import dataclass

from measuring.processes import cpu_milliseconds

from .seat import PATIENCE_SECONDS, Seat, Silence, spoken_by
from .speech import Question, Subject


@dataclass(frozen=True)
class Round:
    """Milliseconds: each command's wait, and the bot's processor time for one command."""

    waits: list[float]
    cpu: float


def ask_round(subject: Subject, asker: Seat, watcher: Seat, count: int) -> Round:
    """So many commands, each after the answer to the one before it."""
    asker.lines_now()
    watcher.lines_now()
    before = cpu_milliseconds(subject.pid)
    waits = [ask(subject, asker, watcher, subject.ask(asker.nick)) for _ in range(count)]
    return Round(waits, (cpu_milliseconds(subject.pid) - before) / count)


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
