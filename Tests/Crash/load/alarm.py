"""A case for which people are called: by its chain because nobody takes it, or by a colleague."""

from __future__ import annotations

import random

from parts.bot_config import CARE

from .answers import Verb
from .conversation import Staff
from .crew import Member
from .customer import Customers

PAGED_SECONDS = 8.0
LEFT_CHANCE = 0.2


class Alarm:
    """Some of those who are paged acknowledge, others are too late or asleep."""

    def __init__(self, staff: Staff, customers: Customers, dice: random.Random) -> None:
        self._staff = staff
        self._customers = customers
        self._dice = dice
        self._case = 0

    def ring(self) -> None:
        """Ends when somebody looks after it, or nobody means to."""
        entry = self._customers.write(self._dice)
        if entry.case is None:
            return
        self._case = entry.case
        if self._dice.random() < LEFT_CHANCE:
            return
        if self._dice.random() < 0.3:
            self._say(self._staff.bo, Verb.CLAIM)
        self._escalate()
        match self._dice.randrange(6):
            case 0 | 1:
                self._acknowledge(self._staff.sam)
            case 2:
                self._escalate()
                self._acknowledge(self._staff.lee)
            case 3:
                self._say(self._staff.dana, Verb.CLAIM)
            case 4:
                self._say(self._staff.bo, Verb.ACK)

    def _escalate(self) -> None:
        self._say(self._staff.dana, Verb.ESCALATE, " nobody is here")

    def _acknowledge(self, who: Member) -> None:
        """As soon as they have read the page."""
        pattern = paged(self._case)
        if who.await_line(pattern, None, 0, PAGED_SECONDS) is not None:
            self._say(who, Verb.ACK)

    def _say(self, who: Member, verb: Verb, words: str = "") -> None:
        who.command(CARE, f"!{verb.value} {self._case}{words}", verb, self._case)


def paged(case: int) -> str:
    """How a page reads that names the case."""
    return rf"^PAGE (?:\d+ cases: .*)?#{case} "
