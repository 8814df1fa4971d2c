"""Who kills the daemon and the homeserver, and when."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from parts.daemon import Daemon
from parts.matrix_office import MatrixOffice
from parts.waiting import Overdue, wait_until

NOTHING_HAPPENS_SECONDS = 15.0
SOON_SECONDS = 0.12
"""Within it a word that was taken is heard, written and answered."""
AT_ANY_TIME_SECONDS = 1.5
DEAD_SECONDS = 0.3
READY_SECONDS = 45.0


class Victim(Enum):
    DAEMON = "daemon"
    SYNAPSE = "Synapse"


class Moment(Enum):
    TAKEN = "after the homeserver took something"
    SAID = "after the bot said something"
    ANY = "at any time"


@dataclass
class Kills:
    """What was done, for the table at the end."""

    count: dict[Victim, int] = field(default_factory=lambda: dict.fromkeys(Victim, 0))
    seconds: dict[Victim, float] = field(default_factory=lambda: dict.fromkeys(Victim, 0.0))
    """Until it was back, together."""
    moments: dict[Moment, int] = field(default_factory=lambda: dict.fromkeys(Moment, 0))
    faults: list[str] = field(default_factory=list)


class Reaper:
    """`taken` and `said` count what people did and what the bot did so far."""

    def __init__(
        self,
        daemon: Daemon,
        office: MatrixOffice,
        taken: Callable[[], int],
        said: Callable[[], int],
        seed: str,
    ) -> None:
        self.kills = Kills()
        self._daemon = daemon
        self._office = office
        self._counts = {Moment.TAKEN: taken, Moment.SAID: said}
        self._dice = random.Random(seed)

    def reap(self, times: int, is_over: Callable[[], bool]) -> None:
        """Each so often, in some order, unless there is nobody left at work."""
        victims = list(Victim) * times
        self._dice.shuffle(victims)
        for victim in victims:
            if is_over():
                return
            self._await_moment()
            began = time.monotonic()
            if victim is Victim.DAEMON:
                self._kill_daemon()
            else:
                self._office.restart()
            self.kills.count[victim] += 1
            self.kills.seconds[victim] += time.monotonic() - began
        self._await_ready()

    def _kill_daemon(self) -> None:
        """Half of the time nobody waits until it listens: the next death may come before."""
        if not self._daemon.process.is_running:
            self.kills.faults.append(f"it had ended: {self._daemon.process.log_tail()}")
        self._daemon.kill()
        time.sleep(self._dice.uniform(0, DEAD_SECONDS))
        self._daemon.launch()
        if self._dice.random() < 0.5:
            self._await_ready()

    def _await_ready(self) -> None:
        wait_until(self._daemon.api.is_ready, READY_SECONDS, "the daemon to be ready")

    def _await_moment(self) -> None:
        moment = self._dice.choice(list(Moment))
        count = self._counts.get(moment)
        if count is None:
            time.sleep(self._dice.uniform(0, AT_ANY_TIME_SECONDS))
        else:
            before = count()
            try:
                wait_until(lambda: count() > before, NOTHING_HAPPENS_SECONDS, moment.value)
            except Overdue:
                moment = Moment.ANY
            time.sleep(self._dice.uniform(0, SOON_SECONDS))
        self.kills.moments[moment] += 1
