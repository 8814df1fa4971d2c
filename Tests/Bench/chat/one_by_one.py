"""Commands one after the other: from sending to the answer in front of a second client."""

from __future__ import annotations

import time

from .people import Asking, Watching
from .seat import PATIENCE_SECONDS, Silence
from .speech import Question, Subject

REST_SECONDS = 0.05
"""What a bot still has to do after its last answer is not to be in the next one's way."""


def ask_round(
    subject: Subject, asker: Asking, watcher: Watching, count: int, rest: float = REST_SECONDS
) -> list[float]:
    """So many commands, each after the answer to the one before it, and a rest; milliseconds."""
    asker.heard_now(subject.nick)
    watcher.heard_now(subject.nick)
    waits = [ask(subject, asker, watcher, subject.ask(asker.nick)) for _ in range(count)]
    time.sleep(rest)
    return waits


def ask(subject: Subject, asker: Asking, watcher: Watching, question: Question) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    end = began + PATIENCE_SECONDS
    asker.say(subject.room, question.command)
    while time.perf_counter() < end:
        heard = watcher.heard(subject.nick, PATIENCE_SECONDS)
        seen = time.perf_counter()
        for text in heard:
            if subject.answered(text) == question.answer:
                asker.heard_now(subject.nick)
                return (seen - began) * 1000
    raise Silence(f"{subject.name} did not answer {question.command!r}")
