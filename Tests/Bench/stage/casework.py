"""Real decisions to ask of the daemon: cases that people claim, note and let go of, for ever."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from chat.speech import Question, Subject
from parts.desk_api import DeskAPI
from parts.mentions import crowd

from .bench_desk import BenchDesk

ANSWER = re.compile(rb"#\d+ (?:is yours|noted|is free)")
BATCH = 100
ACTS = (
    ("!claim {}", "#{} is yours"),
    ("!note {} called back, line 3 is being looked at", "#{} noted"),
    ("!release {}", "#{} is free"),
)


def open_cases(api: DeskAPI, count: int, seed: int) -> list[int]:
    """So many cases in which nothing is urgent; their numbers."""
    mentions = crowd(count, seed)
    numbers = []
    for start in range(0, count, BATCH):
        numbers += [row.case for row in api.post(mentions[start : start + BATCH])]
    return numbers


class Casework:
    """Each person has cases of their own, and does the next act to all of them in turn."""

    def __init__(self, numbers: Sequence[int], people: Sequence[str]) -> None:
        self._own = {
            person: list(numbers[place :: len(people)]) for place, person in enumerate(people)
        }
        self._questions = {person: self._days(person) for person in people}

    def ask(self, person: str) -> Question:
        return next(self._questions[person])

    def subject(self, desk: BenchDesk, name: str = "casebell") -> Subject:
        return Subject(name, desk.nick, desk.room, desk.pid, self.ask, ANSWER)

    def cases_of(self, person: str) -> list[int]:
        return self._own[person]

    def _days(self, person: str) -> Iterator[Question]:
        for command, answer in itertools.cycle(ACTS):
            for number in self._own[person]:
                yield Question(command.format(number), answer.format(number).encode())
