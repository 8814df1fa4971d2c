"""Several people who say everything at once; how fast the answers come, and in which order."""

from __future__ import annotations

import select
import time
from collections.abc import Sequence
from dataclasses import dataclass

from measuring.processes import cpu_milliseconds

from .people import Asking, Watching
from .speech import Question, Subject


@dataclass(frozen=True)
class Burst:
    """Of `asked` commands `answered` came, `out_of_order` of them before an earlier one's of the
    same person; `seconds` is from the first command to the last answer."""

    asked: int
    answered: int
    out_of_order: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0

    @property
    def is_whole(self) -> bool:
        return self.answered == self.asked and self.out_of_order == 0


def ask_at_once(
    subject: Subject, askers: Sequence[Asking], watcher: Watching, each: int, patience: float
) -> Burst:
    """Ends with the last answer, or when nothing has come for so many seconds."""
    questions = {asker: [subject.ask(asker.nick) for _ in range(each)] for asker in askers}
    awaited = {
        question.answer: (person, place)
        for person, asked in enumerate(questions.values())
        for place, question in enumerate(asked)
    }
    for one in (*askers, watcher):
        one.heard_now(subject.nick)
    before = cpu_milliseconds(subject.pid)
    began = time.perf_counter()
    for asker, asked in questions.items():
        asker.say_all(subject.room, [question.command for question in asked])
    count = each * len(askers)
    places, last = _collect(subject, askers, watcher, awaited, patience)
    answered = sum(len(found) for found in places.values())
    swaps = sum(_swaps(found) for found in places.values())
    cpu = (cpu_milliseconds(subject.pid) - before) / count
    return Burst(count, answered, swaps, last - began, cpu)


def _collect(
    subject: Subject,
    askers: Sequence[Asking],
    watcher: Watching,
    awaited: dict[bytes, tuple[int, int]],
    patience: float,
) -> tuple[dict[int, list[int]], float]:
    """Which of their questions were answered to each person, in the order of the answers."""
    people = {one.fileno(): one for one in (*askers, watcher)}
    poll = select.poll()
    for descriptor in people:
        poll.register(descriptor, select.POLLIN)
    places: dict[int, list[int]] = {person: [] for person in range(len(askers))}
    last = time.perf_counter()
    while awaited and time.perf_counter() - last < patience:
        for descriptor, _ in poll.poll(patience * 1000):
            heard = people[descriptor].heard_now(subject.nick)
            if descriptor != watcher.fileno():
                continue
            now = time.perf_counter()
            for text in heard:
                found = awaited.pop(subject.answered(text) or b"", None)
                if found is not None:
                    person, place = found
                    places[person].append(place)
                    last = now
    return places, last


def _swaps(places: Sequence[int]) -> int:
    latest, swaps = -1, 0
    for place in places:
        swaps += place < latest
        latest = max(latest, place)
    return swaps
