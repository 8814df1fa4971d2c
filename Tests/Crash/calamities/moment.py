"""When a calamity strikes: at any time, or where it hurts."""

from __future__ import annotations

import random
import time
from enum import Enum

from load.chronicle import Chronicle
from parts.receiver import Receiver
from parts.waiting import LOOK_EVERY_SECONDS

ANY_SECONDS = (0.1, 2.2)
EVENT_SECONDS = 4.0
AFTER_SECONDS = (0.0, 0.03)
ANSWERED_SECONDS = (0.0, 0.12)
"""In which what was taken is heard, written down and answered."""


class Moment(Enum):
    """A random one, or right after something began."""

    ANY = "at any time"
    HANDED = "as a mention is handed in"
    SAID = "as a line is said"
    REPLIED = "as a reply arrives"
    TAKEN = "as the homeserver takes a line"

    def come(self, chronicle: Chronicle, receiver: Receiver, dice: random.Random) -> None:
        """Returns when it is there, or does not come."""
        match self:
            case Moment.ANY:
                time.sleep(dice.uniform(*ANY_SECONDS))
                return
            case Moment.HANDED:
                time.sleep(dice.uniform(0.1, 1.0))
                chronicle.await_event("handed", EVENT_SECONDS)
            case Moment.SAID:
                time.sleep(dice.uniform(0.1, 1.8))
                chronicle.await_event("said", EVENT_SECONDS)
            case Moment.REPLIED:
                _await_reply(receiver)
            case Moment.TAKEN:
                time.sleep(dice.uniform(0.1, 1.8))
                chronicle.await_event("taken", EVENT_SECONDS)
                time.sleep(dice.uniform(*ANSWERED_SECONDS))
        time.sleep(dice.uniform(*AFTER_SECONDS))


def moments(has_homeserver: bool) -> list[Moment]:
    return [each for each in Moment if has_homeserver or each is not Moment.TAKEN]


def _await_reply(receiver: Receiver) -> None:
    before = len(receiver.attempts())
    end = time.monotonic() + EVENT_SECONDS
    while len(receiver.attempts()) == before and time.monotonic() < end:
        time.sleep(LOOK_EVERY_SECONDS / 4)
