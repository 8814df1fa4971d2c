"""One cycle: people at work, one calamity, the world whole again, the judge."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field

from calamities.calamity import Calamity
from calamities.moment import Moment
from judging.judge import Judge
from load.chronicle import Chronicle, Trouble
from load.conversation import Staff
from load.crew import Member
from load.customer import Customers
from load.shift import Shift
from world.desk_world import DeskWorld


@dataclass
class Report:
    """What one cycle came to."""

    number: int
    kind: str
    moment: str
    seconds: float = 0.0
    mentions: int = 0
    commands: int = 0
    replies: int = 0
    findings: list[str] = field(default_factory=list)


class Cycle:
    """Numbered; all its dice come from the run's seed and its number."""

    def __init__(
        self, number: int, kind: type[Calamity], world: DeskWorld, judge: Judge, seed: int
    ) -> None:
        self._dice = random.Random(f"{seed}-{number}")
        self._world = world
        self._judge = judge
        self._moment = self._dice.choice(list(Moment))
        self.chronicle = Chronicle()
        self._calamity = kind(world, self.chronicle, self._dice)
        self.report = Report(number, kind.name, self._moment.value)

    def run(self) -> Report:
        began = time.monotonic()
        calamity, world, chronicle = self._calamity, self._world, self.chronicle
        calamity.prepare()
        self._judge.begin(chronicle)
        pid = world.daemon.process.pid
        shift = self._shift()
        shift.begin()
        self._moment.come(chronicle, world.receiver, self._dice)
        trouble = Trouble(
            calamity.name, time.monotonic(), None, calamity.is_deaf, calamity.is_blind,
            calamity.kills,
        )
        with chronicle.trouble(trouble):
            calamity.befall()
            world.await_back()
        if not calamity.kills and world.daemon.process.pid != pid:
            chronicle.find("the process is another one")
        shift.end()
        world.drain()
        self._judge.judge()
        self._fill_report(time.monotonic() - began)
        return self.report

    def _shift(self) -> Shift:
        members = {
            person.nick: Member(person, self.chronicle) for person in self._world.people
        }
        staff = Staff(members["dana"], members["bo"], members["sam"], members["lee"])
        name = f"{self.report.number}"
        customers = Customers(self._world.api, self.chronicle, f"cycle-{name}")
        return Shift(
            name, staff, customers, self._world.receiver, self.chronicle, self._dice
        )

    def _fill_report(self, seconds: float) -> None:
        report, chronicle = self.report, self.chronicle
        report.seconds = seconds
        report.mentions = len(chronicle.handed)
        report.commands = len(chronicle.sayings)
        report.replies = self._judge.replies
        report.findings = list(chronicle.findings)
