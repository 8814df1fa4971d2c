"""What befalls the homeserver and the way to it, alone and together with the daemon's own death."""

from __future__ import annotations

import random
from typing import ClassVar

from load.chronicle import Chronicle
from world.desk_world import DeskWorld
from world.homeserver import Homeserver

from .calamity import Calamity

DOWN_SECONDS = (0.0, 1.0)
FROZEN_SECONDS = (0.5, 4.0)
UNFAIR_SECONDS = (0.5, 3.0)
UNFAIR_SHARE = (0.3, 0.8)
BETWEEN_SECONDS = (0.0, 0.6)
"""From the one death to the other."""
SEND_SECONDS = 4.0
LIMITED_SECONDS = (3.0, 6.0)


class OnMatrix(Calamity):
    """Of a world that has rooms on Matrix."""

    needs_matrix = True

    def __init__(self, world: DeskWorld, chronicle: Chronicle, dice: random.Random) -> None:
        super().__init__(world, chronicle, dice)
        assert world.side is not None, f"{self.name} in a world without Matrix"
        self.homeserver: Homeserver = world.side.homeserver


class SynapseKilled(OnMatrix):
    """kill -9 and back, as soon as it starts."""

    name = "Synapse killed"

    def befall(self) -> None:
        self.homeserver.kill()
        self.last(DOWN_SECONDS)
        self.homeserver.restart()


class SynapseAndDaemonKilled(OnMatrix):
    """Either dies first; the daemon may be back before its homeserver is, or not."""

    name = "Synapse and daemon killed"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        deaths = [self.homeserver.kill, self.world.daemon.kill]
        self.dice.shuffle(deaths)
        deaths[0]()
        self.last(BETWEEN_SECONDS)
        deaths[1]()
        returns = [self.homeserver.restart, self.world.daemon.launch]
        self.dice.shuffle(returns)
        for come_back in returns:
            come_back()


class SynapseFrozen(OnMatrix):
    """SIGSTOP: it takes connections and answers nothing, for some seconds."""

    name = "Synapse frozen"

    def befall(self) -> None:
        self.homeserver.freeze()
        try:
            self.last(FROZEN_SECONDS)
        finally:
            self.homeserver.thaw()


class SynapseFrozenDaemonKilled(OnMatrix):
    """kill -9 of the daemon with its requests in a frozen homeserver, which does them later."""

    name = "Synapse frozen, daemon killed"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        self.homeserver.freeze()
        try:
            self.last(BETWEEN_SECONDS)
            self.world.daemon.kill()
            self.world.daemon.launch()
            self.last(FROZEN_SECONDS)
        finally:
            self.homeserver.thaw()


class AnswersLost(OnMatrix):
    """Requests succeed and their answers are lost or spoilt, or they fail: cut off, 502, 503."""

    name = "homeserver's answers lost"

    def befall(self) -> None:
        self.homeserver.gate.misbehave(self.dice.uniform(*UNFAIR_SHARE), self.dice)
        try:
            self.last(UNFAIR_SECONDS)
            self.strike()
        finally:
            self.homeserver.gate.behave()

    def strike(self) -> None:
        """Nothing more."""


class AnswersLostDaemonKilled(AnswersLost):
    """And kill -9 in the midst of it."""

    name = "answers lost, daemon killed"
    is_deaf = True
    kills = True

    def strike(self) -> None:
        self.world.daemon.kill()
        self.last(BETWEEN_SECONDS)
        self.world.daemon.launch()
        self.last(UNFAIR_SECONDS)


class KilledMidSend(OnMatrix):
    """kill -9 as the homeserver has a message of the bot's whose answer is not there yet."""

    name = "kill -9 in mid-send"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        self.homeserver.gate.catch_send().wait(SEND_SECONDS)
        self.world.daemon.kill()
        self.homeserver.gate.behave()
        self.world.daemon.launch()


class StockLimits(OnMatrix):
    """Ten messages at once, then one in five seconds, for the next process as well; then they are
    lifted, and the third one knows that."""

    name = "Synapse's own limits"
    is_deaf = True
    kills = True
    conversations: ClassVar[int | None] = 4

    def prepare(self) -> None:
        self.homeserver.limit_bot()
        self.world.tell_daemon(is_spared=False)
        self.world.daemon.restart_politely()
        self.world.await_back()

    def befall(self) -> None:
        try:
            self.last(LIMITED_SECONDS)
            self.world.daemon.kill()
            self.world.daemon.launch()
            self.last(LIMITED_SECONDS)
        finally:
            self.homeserver.spare_bot()
        self.world.daemon.kill()
        self.world.tell_daemon(is_spared=True)
        self.world.daemon.launch()
