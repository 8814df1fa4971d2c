"""What befalls the system behind the webhook."""

from __future__ import annotations

import time
from typing import ClassVar

from parts.conduct import Conduct

from .calamity import Calamity

LASTS_SECONDS = (0.5, 3.0)


class ReceiverDown(Calamity):
    """Connections are refused, then it is back."""

    name = "receiver down"

    def befall(self) -> None:
        self.world.receiver.down()
        time.sleep(self.dice.uniform(*LASTS_SECONDS))
        self.world.receiver.up()


class ReceiverMisbehaves(Calamity):
    """It treats replies in a bad way for a while."""

    conduct: ClassVar[Conduct]

    def befall(self) -> None:
        self.world.receiver.behave(otherwise=self.conduct)
        time.sleep(self.dice.uniform(*LASTS_SECONDS))
        self.world.receiver.behave()
        self.world.receiver.release()


class ReceiverHangs(ReceiverMisbehaves):
    name = "receiver hangs"
    conduct = Conduct.HANG


class ReceiverBreaksAfterTaking(ReceiverMisbehaves):
    name = "receiver takes, answers 500"
    conduct = Conduct.TAKE_AND_FAIL


class ReceiverLosesAnswers(ReceiverMisbehaves):
    name = "receiver takes, hangs up"
    conduct = Conduct.LOSE_ANSWER
