"""One cycle: people at work, one calamity, the world whole again, the judge."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable

from calamities.calamity import Calamity
from calamities.moment import moments
from judging.judge import Judge
from load.answers import Verdict
from load.chronicle import Chronicle, Trouble
from load.conversation import Staff
from load.crew import Member
from load.customer import Customers
from load.matrix_member import MatrixMember
from load.shift import CONVERSATIONS, Shift
from report import Report
from world.desk_world import DeskWorld
from world.matrix_side import MatrixSide

CONVERSATIONS_WITH_MATRIX = 4
"""A homeserver takes twenty messages a second, and a case is twenty of them."""
ALARMS = 6
"""Cases for which somebody is paged, where pages go by mail."""
DRAIN_SECONDS_MAX = 27.0
"""What is for somebody who was not yet seen to be back waits for twenty seconds."""
PAGES_SECONDS_MAX = 27.0
"""A page that was turned away twice has waited for twenty seconds, and leaves."""


class Cycle:
    """Numbered; all its dice come from the run's seed and its number."""

    def __init__(
        self, number: int, kind: type[Calamity], world: DeskWorld, judge: Judge, seed: int
    ) -> None:
        self._dice = random.Random(f"{seed}-{number}")
        self._world = world
        self._judge = judge
        self._moment = self._dice.choice(moments(world.side is not None))
        self.chronicle = Chronicle()
        self._calamity = kind(world, self.chronicle, self._dice)
        self.report = Report(number, kind.name, self._moment.value)

    def run(self) -> None:
        """Raises if the world cannot be made whole again."""
        began = time.monotonic()
        self._calamity.prepare()
        self._judge.begin(self.chronicle)
        shift = self._shift()
        shift.begin()
        self._moment.come(self.chronicle, self._world.receiver, self._dice)
        self._strike()
        shift.end()
        drained = self._world.drain()
        if drained > DRAIN_SECONDS_MAX:
            self.chronicle.find(f"what waited to be said or sent took {drained:.0f} s to go out")
        paged = self._world.drain_pages()
        if paged > PAGES_SECONDS_MAX and not self._calamity.forgets:
            self.chronicle.find(f"pages took {paged:.0f} s to leave by mail")
        self._judge.judge()
        self._fill_report(time.monotonic() - began)

    def give_up(self, reason: str) -> None:
        self.chronicle.find(reason)
        self._fill_report(0)

    def _strike(self) -> None:
        calamity = self._calamity
        pid = self._world.daemon.process.pid
        trouble = Trouble(
            name=calamity.name,
            began=time.monotonic(),
            is_deaf=calamity.is_deaf,
            is_blind=calamity.is_blind,
            kills=calamity.kills,
            cuts_off=calamity.cuts_off,
            forgets=calamity.forgets,
        )
        with self.chronicle.trouble(trouble):
            calamity.befall()
            self._world.await_back()
        if not calamity.kills and self._world.daemon.process.pid != pid:
            self.chronicle.find("the process is another one")

    def _shift(self) -> Shift:
        world = self._world
        staff = _staff(Member(person, self.chronicle) for person in world.people)
        there = None if world.side is None else self._staff_there(world.side)
        name = f"{self.report.number}"
        customers = Customers(world.api, self.chronicle, f"cycle-{name}")
        usual = CONVERSATIONS if there is None else CONVERSATIONS_WITH_MATRIX
        return Shift(
            name, staff, customers, world.receiver, self.chronicle, self._dice,
            there=there, conversations=self._calamity.conversations or usual,
            alarms=ALARMS if world.mail is not None else 0,
        )

    def _staff_there(self, side: MatrixSide) -> Staff:
        return _staff(
            MatrixMember(person, self.chronicle, random.Random(self._dice.random()))
            for person in side.people.values()
        )

    def _fill_report(self, seconds: float) -> None:
        report, chronicle = self.report, self.chronicle
        report.seconds = seconds
        report.note = self._calamity.note
        report.mentions = len(chronicle.handed)
        report.commands = len(chronicle.sayings)
        report.replies = self._judge.replies
        report.happened = dict(self._judge.happened)
        report.threads = dict(self._judge.threads)
        report.pages = dict(self._judge.pages)
        report.ways = dict(
            Counter(saying.way for saying in chronicle.sayings if saying.is_there)
        )
        report.turned_away = chronicle.turned_away + sum(
            saying.answer is not None and saying.answer.verdict is Verdict.NOT_RECORDED
            for saying in chronicle.sayings
        )
        if figures := self._judge.last:
            report.descriptors, report.anonymous = figures.descriptors, figures.anonymous
        report.findings = list(chronicle.findings)


def _staff(members: Iterable[Member]) -> Staff:
    by_name = {member.name: member for member in members}
    return Staff(by_name["dana"], by_name["bo"], by_name["sam"], by_name["lee"])
