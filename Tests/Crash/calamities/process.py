"""What befalls the daemon's process."""

from __future__ import annotations

from world.desk_world import PING_SECONDS

from .calamity import Calamity

RESTART_PAUSE_SECONDS = (0.0, 0.5)
SECOND_KILL_CHANCE = 0.3
SECOND_KILL_SECONDS = (0.0, 0.4)
SHORT_SECONDS = (0.2, 2.5)
LONG_SECONDS = (2.2 * PING_SECONDS, 2.6 * PING_SECONDS)


class Killed(Calamity):
    """kill -9 and back, sometimes killed again while it starts."""

    name = "kill -9"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        daemon = self.world.daemon
        daemon.kill()
        self.last(RESTART_PAUSE_SECONDS)
        daemon.launch()
        if self.dice.random() < SECOND_KILL_CHANCE:
            self.last(SECOND_KILL_SECONDS)
            daemon.kill()
            daemon.launch()


class Frozen(Calamity):
    """SIGSTOP and SIGCONT, before anybody gives the connection up."""

    name = "SIGSTOP, short"

    def befall(self) -> None:
        process = self.world.daemon.process
        process.freeze()
        self.last(SHORT_SECONDS)
        process.thaw()


class FrozenLong(Calamity):
    """The server gives the bot up meanwhile, and requests run into their time."""

    name = "SIGSTOP, links time out"
    is_deaf = True

    def befall(self) -> None:
        process = self.world.daemon.process
        process.freeze()
        self.last(LONG_SECONDS)
        process.thaw()
