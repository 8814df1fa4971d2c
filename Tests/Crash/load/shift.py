"""A busy stretch at the desk: conversations that begin one by one and go on side by side."""

from __future__ import annotations

import random
import threading
import time
import traceback
from collections.abc import Callable

from parts.bot_config import APPROVALS
from parts.receiver import Receiver

from .alarm import Alarm
from .answers import Verb
from .chronicle import Chronicle
from .conversation import Conversation, Staff
from .customer import Customers

CONVERSATIONS = 14
MURMURS = 16
FLOOD_CHANCE = 0.15
SPREAD_SECONDS = 2.0
END_SECONDS = 150.0
ALARMS_SECONDS = 6.0
"""In which alarms begin."""
BRAKE_CHANCE = 0.2
BRAKE_SECONDS = (0.2, 0.8)


class Shift:
    """Begun, left to itself, and awaited; every thread of it has dice of its own."""

    def __init__(
        self,
        name: str,
        staff: Staff,
        customers: Customers,
        receiver: Receiver,
        chronicle: Chronicle,
        dice: random.Random,
        there: Staff | None = None,
        conversations: int = CONVERSATIONS,
        alarms: int = 0,
    ) -> None:
        """- Parameter there: the same people at Matrix; each conversation has some of them.
        - Parameter alarms: so many cases for which people are paged."""
        self._name = name
        self._staff = staff
        self._there = there
        self._conversations = conversations
        self._alarms = alarms
        self._customers = customers
        self._receiver = receiver
        self._chronicle = chronicle
        self._dice = dice
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        for number in range(self._conversations):
            dice = self._own_dice()
            name = f"{self._name}-{number}"
            talk = Conversation(name, self._some(dice), self._customers, self._receiver, dice)
            self._start(name, dice.uniform(0, SPREAD_SECONDS), talk.hold)
        for number in range(self._alarms):
            dice = self._own_dice()
            alarm = Alarm(self._some(dice), self._customers, dice)
            pause = (number + dice.random()) * ALARMS_SECONDS / self._alarms
            self._start(f"{self._name}-alarm-{number}", pause, alarm.ring)
        dice = self._own_dice()
        self._start(f"{self._name}-murmurs", 0, lambda: self._murmur(dice))
        if self._dice.random() < BRAKE_CHANCE:
            dice = self._own_dice()
            pause = dice.uniform(0, SPREAD_SECONDS)
            self._start(f"{self._name}-brake", pause, lambda: self._brake(dice))

    def end(self) -> None:
        """Returns when everybody has done what they could."""
        end = time.monotonic() + END_SECONDS
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0))
            if thread.is_alive():
                self._chronicle.find(f"{thread.name} did not end in {END_SECONDS:g} s")

    def _murmur(self, dice: random.Random) -> None:
        for _ in range(MURMURS):
            if dice.random() < FLOOD_CHANCE:
                self._customers.flood(dice)
            else:
                self._customers.murmur(dice)
            time.sleep(dice.uniform(0, 2 * SPREAD_SECONDS / MURMURS))

    def _brake(self, dice: random.Random) -> None:
        """Pulled and let go of by the same supervisor."""
        lee = self._staff.lee
        if lee.command(APPROVALS, "!hold care wrong statement", Verb.HOLD) is None:
            return
        time.sleep(dice.uniform(*BRAKE_SECONDS))
        lee.command(APPROVALS, "!unhold care", Verb.UNHOLD)

    def _some(self, dice: random.Random) -> Staff:
        """Everybody, each of them here or there."""
        return self._staff if self._there is None else self._staff.mixed(self._there, dice)

    def _own_dice(self) -> random.Random:
        return random.Random(self._dice.random())

    def _start(self, name: str, pause: float, work: Callable[[], None]) -> None:
        def run() -> None:
            time.sleep(pause)
            try:
                work()
            except Exception as error:  # Whatever it is, the cycle is at fault.
                traceback.print_exc()
                self._chronicle.find(f"{name} broke down: {error!r}")

        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()
