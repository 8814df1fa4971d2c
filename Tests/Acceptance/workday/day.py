"""The day itself: everything that is real in it, and everybody who has a part in it."""

from __future__ import annotations

import itertools
import random
import re
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from . import crash_parts  # noqa: F401, isort: skip
from load.chronicle import Chronicle
from load.crew import Member
from parts.daemon import Daemon
from parts.desk_api import AWAY
from parts.inspircd import FloodLimits
from parts.network import OfficeNetwork
from parts.people import BOT, Person
from parts.process import temporary_directory
from parts.receiver import Receiver
from parts.waiting import wait_until

from . import desk_files
from .agent import Agent
from .customers import Public
from .hours import Hours
from .interludes import Interlude, await_back
from .looking import Looker, looks_of
from .staff import (
    AGENTS,
    APPROVALS,
    BILLING,
    CARE,
    EVERYBODY,
    LOOKER,
    NEWCOMER,
    SUPERVISORS,
    Worker,
)
from .supervisor import Supervisor

AT_PACE = FloodLimits(threshold=100, commandrate=60_000, fakelag=True, recvq="8K")
"""InspIRCd's own limits at sixty times the pace, for people as for the bot: with those of the
example a supervisor who says a line a second would be slowed down by the server until everything
is too late."""
END_SECONDS = 60.0
DRAIN_SECONDS = 60.0
THINKS_SECONDS = 0.08
"""What the receiver needs for a reply."""
FIRST_FENCE = 900_000
PENDING = re.compile(r"^casebell_outbox_pending (\d+)$", re.MULTILINE)


class Workday:
    """`open`, `run`, then whatever the judges ask for, then `close`."""

    def __init__(self, length: float, seed: str) -> None:
        self.hours = Hours(length)
        self.seed = seed
        self.chronicle = Chronicle()
        self.fences = itertools.count(FIRST_FENCE)
        self.office = OfficeNetwork(AT_PACE)
        self.receiver = Receiver()
        self.receiver.thinks_seconds = THINKS_SECONDS
        self.people: dict[str, Person] = {}
        self.members: dict[str, Member] = {}
        self._threads: list[threading.Thread] = []

    def open(self) -> None:
        self.office.start((*EVERYBODY, BOT))
        self.receiver.up()
        directory = temporary_directory("workday") / "bot-config"
        self.config = desk_files.write(directory, self.office, self.receiver.url)
        self.daemon = Daemon(self.config)
        with ThreadPoolExecutor() as together:
            started = together.submit(self.daemon.start)
            names = [name for name in EVERYBODY if name != NEWCOMER.name]
            for person in together.map(self._seat, names):
                self.people[person.nick] = person
            started.result()
        self.members = {
            name: Member(person, self.chronicle) for name, person in self.people.items()
        }
        self.looker = Looker(self.people[LOOKER], self.chronicle)
        self.public = Public(
            self.daemon.api, self.receiver, self.chronicle, self.hours, self.seed
        )
        await_back(self)

    def close(self) -> None:
        self.hours.close()
        for person in self.people.values():
            person.drop()
        if hasattr(self, "daemon"):
            self.daemon.process.stop()
        self.receiver.down()
        self.office.stop()

    def run(self, interludes: Sequence[tuple[float, Interlude]]) -> None:
        """From the opening until everybody has done what they could and nothing waits."""
        self.hours.open()
        for worker in AGENTS:
            self.begin_work(worker)
        for name in SUPERVISORS:
            agents = [each.name for each in AGENTS]
            supervisor = Supervisor(
                self.members[name], agents, self.receiver, self.daemon.api, self.hours, self.seed
            )
            self._start(name, supervisor.run)
        looks = looks_of(LOOKER, [each.name for each in AGENTS])
        self._start(LOOKER, lambda: self.looker.run(looks, self.hours))
        self._start("openings", self.public.begin_matters)
        self._start("goings-on", self.public.go_on)
        self._start("interruptions", self.public.interrupt)
        self._start("interludes", lambda: self._befall(interludes))
        for thread in self._threads:
            thread.join(self.hours.length * 60 + END_SECONDS)
            if thread.is_alive():
                self.chronicle.find(f"{thread.name} did not end")
        self.receiver.behave()
        await_back(self)
        wait_until(lambda: self._pending() == 0, DRAIN_SECONDS, "the outbox to be empty")

    def begin_work(self, worker: Worker) -> None:
        """Also of somebody who only comes now."""
        if worker.name not in self.people:
            self.people[worker.name] = self._seat(worker.name)
            self.members[worker.name] = Member(self.people[worker.name], self.chronicle)
        colleagues = [each.name for each in AGENTS]
        agent = Agent(
            worker, self.members[worker.name], colleagues, self.daemon.api, self.hours, self.seed
        )
        self._start(worker.name, agent.run)

    def _seat(self, name: str) -> Person:
        rooms = [CARE, BILLING, *([APPROVALS] if name in (*SUPERVISORS, LOOKER) else [])]
        return self.office.person(name, *rooms)

    def _befall(self, interludes: Sequence[tuple[float, Interlude]]) -> None:
        dice = random.Random(f"{self.seed}-interludes")
        for part, interlude in interludes:
            self.hours.rest_until(part)
            interlude(self, dice)

    def _pending(self) -> int | None:
        try:
            found = PENDING.search(self.daemon.api.measures())
        except AWAY:
            return None
        return int(found[1]) if found else None

    def _start(self, name: str, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except Exception as error:  # Whatever it is, the day is at fault.
                traceback.print_exc()
                self.chronicle.find(f"{name} broke down: {error!r}")

        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()
