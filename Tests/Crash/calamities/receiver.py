"""What befalls the system behind the webhook."""

from __future__ import annotations

import time
from typing import ClassVar

from parts.conduct import Conduct
from parts.waiting import LOOK_EVERY_SECONDS

from .calamity import Calamity

LASTS_SECONDS = (0.5, 4.0)
REPLY_SECONDS = 4.0
UNANSWERED = (Conduct.HANG, Conduct.LOSE_ANSWER, Conduct.TAKE_AND_FAIL)


class ReceiverDown(Calamity):
    """Connections are refused, then it is back."""

    name = "receiver down"
    cuts_off = True

    def befall(self) -> None:
        self.world.receiver.down()
        self.last(LASTS_SECONDS)
        self.world.receiver.up()


class ReceiverMisbehaves(Calamity):
    """It treats replies in a bad way for a while."""

    conduct: ClassVar[Conduct]

    def befall(self) -> None:
        self.world.receiver.behave(otherwise=self.conduct)
        self.last(LASTS_SECONDS)
        self.world.receiver.behave()
        self.world.receiver.release()


class KilledMidReply(Calamity):
    """kill -9 while the receiver has a reply, done or not, and its answer is not there yet."""

    name = "kill -9 in mid-reply"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        receiver = self.world.receiver
        before = len(receiver.attempts())
        receiver.behave(otherwise=self.dice.choice(UNANSWERED))
        end = time.monotonic() + REPLY_SECONDS
        while len(receiver.attempts()) == before and time.monotonic() < end:
            time.sleep(LOOK_EVERY_SECONDS / 4)
        self.world.daemon.kill()
        receiver.behave()
        receiver.release()
        self.world.daemon.launch()


class ReceiverHangs(ReceiverMisbehaves):
    name = "receiver hangs"
    conduct = Conduct.HANG


class ReceiverBreaksAfterTaking(ReceiverMisbehaves):
    name = "receiver takes, answers 500"
    conduct = Conduct.TAKE_AND_FAIL


class ReceiverLosesAnswers(ReceiverMisbehaves):
    name = "receiver takes, hangs up"
    conduct = Conduct.LOSE_ANSWER
