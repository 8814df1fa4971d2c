"""What befalls the mail server and the way to it, alone and with the daemon's own death."""

from __future__ import annotations

import random

from load.chronicle import Chronicle
from world.desk_world import DeskWorld
from world.mail_gate import MailGate

from .calamity import Calamity

LASTS_SECONDS = (1.0, 6.0)
UNFAIR_SECONDS = (1.5, 4.0)
UNFAIR_SHARE = (0.6, 1.0)
"""Mails are few."""
BETWEEN_SECONDS = (0.0, 0.6)
MAIL_SECONDS = 8.0
"""People are paged every second or so."""


class WithMail(Calamity):
    """Of a world that pages by mail."""

    needs_mail = True

    def __init__(self, world: DeskWorld, chronicle: Chronicle, dice: random.Random) -> None:
        super().__init__(world, chronicle, dice)
        assert world.mail is not None, f"{self.name} in a world without mail"
        self.gate: MailGate = world.mail.server.gate


class MailServerDown(WithMail):
    """Connections end and are refused, then it is back."""

    name = "mail server down"

    def befall(self) -> None:
        self.gate.down()
        self.last(LASTS_SECONDS)
        self.gate.up()


class MailServerHangs(WithMail):
    """It takes connections and says nothing, then they end."""

    name = "mail server hangs"

    def befall(self) -> None:
        self.gate.hang()
        self.last(LASTS_SECONDS)
        self.gate.behave()


class MailAnswersLost(WithMail):
    """Mails are taken and the daemon never hears of it, or not taken: 451, 421, cut off."""

    name = "mail answers lost, refused"

    def befall(self) -> None:
        self.gate.misbehave(self.dice.uniform(*UNFAIR_SHARE), self.dice)
        try:
            self.last(UNFAIR_SECONDS)
            self.strike()
        finally:
            self.gate.behave()

    def strike(self) -> None:
        """Nothing more."""


class MailAnswersLostDaemonKilled(MailAnswersLost):
    """And kill -9 in the midst of it."""

    name = "mail answers lost, killed"
    is_deaf = True
    kills = True

    def strike(self) -> None:
        self.world.daemon.kill()
        self.last(BETWEEN_SECONDS)
        self.world.daemon.launch()
        self.last(UNFAIR_SECONDS)


class KilledMidMail(WithMail):
    """kill -9 as the mail server has a page and the daemon not its answer."""

    name = "kill -9 in mid-mail"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        if not self.gate.catch().wait(MAIL_SECONDS):
            self.note = "no page to catch"
        self.world.daemon.kill()
        self.gate.behave()
        self.world.daemon.launch()
