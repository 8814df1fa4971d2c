"""No descriptor is left to the process."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import socket
import time

from parts.loopback import HOST
from world.figures import processor_seconds

from .calamity import Calamity

LASTS_SECONDS = (0.8, 3.0)
SPARE_MAX = 3
HELD_CONNECTIONS = 80
HELD_SPARE = 40
BUSY_SHARE_MAX = 0.85
"""Of one processor: more is a process that runs in circles."""
CONNECT_SECONDS = 0.2
SAID = re.compile(r"error .*(descriptor|open files|connection)", re.IGNORECASE)


class DescriptorsGone(Calamity):
    """The limit is lowered to what is open, or connections are held until nothing is left."""

    name = "descriptors gone"
    forgets = True

    def befall(self) -> None:
        pid = self.world.daemon.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        logged = self.world.daemon.log_size()
        used = len(os.listdir(f"/proc/{pid}/fd"))
        holds = self.dice.random() < 0.5
        spare = HELD_SPARE if holds else self.dice.randint(0, SPARE_MAX)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (used + spare, before[1]))
        with contextlib.ExitStack() as held:
            try:
                if holds:
                    self._hold(held)
                self._last(pid)
            finally:
                resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
        if holds and not SAID.search(self.world.daemon.log_since(logged)):
            self.find("the log says nothing of it")

    def _hold(self, held: contextlib.ExitStack) -> None:
        port = self.world.daemon.config.http_port
        for _ in range(HELD_CONNECTIONS):
            try:
                connection = socket.create_connection((HOST, port), timeout=CONNECT_SECONDS)
            except OSError:
                return
            held.enter_context(connection)

    def _last(self, pid: int) -> None:
        lasts = self.dice.uniform(*LASTS_SECONDS)
        used = processor_seconds(pid)
        began = time.monotonic()
        time.sleep(lasts)
        share = (processor_seconds(pid) - used) / (time.monotonic() - began)
        if share > BUSY_SHARE_MAX:
            self.find(f"{share:.0%} of a processor while there was nothing it could do")
