"""Not one more file can be opened, while there is much to do."""

from __future__ import annotations

import os
import resource
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from hostile_desk import HostileDesk
from parts.raw_http import Incoming, connect, read_answer, request

GUESTS = 24
LASTS_SECONDS = 12.0
"""Once a second the runtime looks at its threads, if work waits for them just then."""


class DescriptorsGone(HostileDesk):
    def test_who_is_inside_is_served(self) -> None:
        with ExitStack() as held:
            guests = [held.enter_context(connect(self.port)) for _ in range(GUESTS)]
            for guest in guests:
                self.ask(guest, until=0)
            held.enter_context(self.no_descriptors())
            together = held.enter_context(ThreadPoolExecutor(GUESTS))
            until = time.monotonic() + LASTS_SECONDS
            served = list(together.map(lambda guest: self.ask(guest, until), guests))
        self.assertGreater(min(served), 1, served)
        self.ring()

    def ask(self, guest: socket.socket, until: float) -> int:
        """Once, and again until then; returns how often."""
        incoming = Incoming(guest)
        served = 0
        while served == 0 or time.monotonic() < until:
            guest.sendall(request("GET", "/v1/cases?limit=5"))
            self.assertEqual(read_answer(incoming).status, 200)
            served += 1
        return served

    @contextmanager
    def no_descriptors(self) -> Iterator[None]:
        """The process may open no more than it has open."""
        before = resource.prlimit(self.first_pid, resource.RLIMIT_NOFILE)
        used = len(os.listdir(f"/proc/{self.first_pid}/fd"))
        resource.prlimit(self.first_pid, resource.RLIMIT_NOFILE, (used, before[1]))
        try:
            yield
        finally:
            if self.daemon.process.is_running:
                resource.prlimit(self.first_pid, resource.RLIMIT_NOFILE, before)
