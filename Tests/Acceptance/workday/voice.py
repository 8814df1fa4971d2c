"""How one agent speaks, and the dice that decide what they do."""

from __future__ import annotations

import random

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Answer, Verb
from load.crew import Member
from parts.transcript import PRIVATE

from .staff import BILLING, CARE, Temper, Worker


class Voice:
    def __init__(self, worker: Worker, member: Member, seed: str) -> None:
        self.worker = worker
        self.member = member
        self.dice = random.Random(f"{seed}-{worker.name}")
        self._texts = 0

    @property
    def name(self) -> str:
        return self.worker.name

    @property
    def temper(self) -> Temper:
        return self.worker.temper

    def say(
        self, verb: Verb, words: str, case: int | None, mark: str | None = None
    ) -> Answer | None:
        """A command, in a room or to the bot alone, until it is answered."""
        if self.happens(self.temper.whispers):
            return self.member.command(PRIVATE, words, verb, case, mark)
        return self.member.command(self.room(), f"!{words}", verb, case, mark)

    def room(self) -> str:
        return BILLING if self.worker.skills and self.happens(0.5) else CARE

    def number(self) -> int:
        """Another one each time."""
        self._texts += 1
        return self._texts

    def text(self) -> str:
        """Something for a customer that nobody has said before."""
        return f"Hello, this is answer {self.number()} of {self.name}, we look into it."

    def long_text(self) -> str:
        """Sentences of which one fits into a post, and two do not."""
        number = self.number()
        return " ".join(
            f"Hello, sentence {place} of answer {number} of {self.name}: we look into it and write"
            " as soon as we know more."
            for place in range(1, self.dice.randint(2, 3) + 1)
        )

    def happens(self, chance: float) -> bool:
        return self.dice.random() < chance
