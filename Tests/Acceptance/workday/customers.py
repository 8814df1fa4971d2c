"""The day's customers: they come as the hours bring them, and go on writing about their matter."""

from __future__ import annotations

import itertools
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from . import crash_parts  # noqa: F401, isort: skip
from load.chronicle import Chronicle, Handed
from load.customer import Customers
from parts.desk_api import DeskAPI
from parts.mentions import now
from parts.receiver import REPLY, Receiver, Request

from . import posts
from .hours import Hours

A_MINUTE = 80.0
"""New matters in one of our minutes, an hour of the day, at its middle."""
REMEMBERED = 60
BURST = 14
INTERRUPTED_CHANCE = 0.3
LOOK_SECONDS = 0.02


@dataclass
class Matter:
    """What one customer wrote about."""

    conversation: str
    entries: list[Handed]
    answered: int = 0
    """Replies they have thanked for, or not."""


class Public:
    """Everybody who writes: some begin, others go on."""

    def __init__(
        self, api: DeskAPI, receiver: Receiver, chronicle: Chronicle, hours: Hours, seed: str
    ) -> None:
        self._customers = {
            # One for each thread, with ids of its own.
            name: Customers(api, chronicle, f"{name}-{seed}")
            for name in ("begins", "bursts", "goes-on", "interrupts")
        }
        self._receiver = receiver
        self._hours = hours
        self._matters: deque[Matter] = deque(maxlen=REMEMBERED)
        self._seed = seed
        self._numbers = itertools.count()

    def begin_matters(self) -> None:
        """Until the day ends; more at noon than in the morning."""
        dice = random.Random(f"{self._seed}-openings")
        while self._hours.takes_customers:
            busy = 0.5 + 2 * min(self._hours.part, 1 - self._hours.part)
            self._hours.rest(dice.expovariate(A_MINUTE * busy / 60))
            if self._hours.takes_customers:
                self._open([posts.opening(dice)], dice, "begins")

    def burst(self, dice: random.Random) -> None:
        """Many urgent ones in one post."""
        self._open([posts.outage(dice) for _ in range(BURST)], dice, "bursts")

    def go_on(self) -> None:
        """Customers write again, change and take back what they wrote, and say thanks."""
        dice = random.Random(f"{self._seed}-goings-on")
        while self._hours.takes_customers:
            self._hours.rest(dice.expovariate(0.55))
            if self._matters and self._hours.takes_customers:
                self._go_on_with(dice.choice(list(self._matters)), dice)

    def interrupt(self) -> None:
        """Some write while an answer of several posts arrives."""
        dice = random.Random(f"{self._seed}-interruptions")
        read = 0
        while self._hours.takes_customers:
            fresh = self._receiver.requests(read)
            read += len(fresh)
            for request in fresh:
                if _goes_on(request) and dice.random() < INTERRUPTED_CHANCE:
                    self._interrupt(request.data["case"], dice)
            self._hours.rest(LOOK_SECONDS)

    def _interrupt(self, case: int, dice: random.Random) -> None:
        for matter in list(self._matters):
            if matter.entries[0].case == case:
                self._write(matter, dice.choice(posts.AGAIN), dice, "interrupts")
                return

    def _open(self, written: list[dict[str, Any]], dice: random.Random, who: str) -> None:
        for post in written:
            post["conversation"] = f"talk-{self._seed}-{next(self._numbers)}"
        entries = self._customers[who].hand_in(written, dice)
        for post, entry in zip(written, entries, strict=True):
            self._matters.append(Matter(post["conversation"], [entry]))

    def _go_on_with(self, matter: Matter, dice: random.Random) -> None:
        latest = matter.entries[-1]
        case = latest.case
        replies = len(self._receiver.posted(case)) if case is not None else 0
        if replies > matter.answered:
            matter.answered = replies
            if dice.random() < 0.6:
                return self._write(matter, dice.choice(posts.THANKS), dice)
        is_there = "deleted_at" not in latest.versions[-1]
        match dice.randrange(10):
            case 0 | 1 | 2 if is_there:
                self._customers["goes-on"].edit(latest, dice)
            case 3 if is_there:
                self._customers["goes-on"].delete(latest, dice)
            case _:
                self._write(matter, dice.choice(posts.AGAIN), dice)

    def _write(
        self, matter: Matter, text: str, dice: random.Random, who: str = "goes-on"
    ) -> None:
        first = matter.entries[0].versions[0]
        post = {key: first[key] for key in ("author", "language", "source", "visibility")}
        post |= {"conversation": matter.conversation, "text": text, "posted_at": now()}
        matter.entries += self._customers[who].hand_in([post], dice)


def _goes_on(request: Request) -> bool:
    """Other posts of its thread follow."""
    thread = request.data.get("thread") if request.event["type"] == REPLY else None
    return thread is not None and thread["number"] < thread["of"]
