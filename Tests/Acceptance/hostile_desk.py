"""The desk under attack over HTTP: what stays so, whatever comes."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import wording
from desk import DeskTestCase
from parts.bot_config import CARE, DeskSettings
from parts.bystander import Bystander
from parts.memory import anonymous_mib
from parts.raw_http import Answer, Exchange, exchange
from parts.signed_post import SIGNED_SOURCE
from parts.waiting import wait_until

CARDS_MAX = 5
"""Of so many mentions of the bystander's the card is looked for; all would take long."""
CARD_SECONDS = 20.0


class HostileDesk(DeskTestCase):
    """Beside each attack a bystander works and must be served; the room must get its cards; the
    daemon is the same process before and after, with bounded memory."""

    settings = DeskSettings(sources=[SIGNED_SOURCE])
    growth_max_mib = 48.0
    """How much anonymous memory an attack may cost while it lasts."""

    def setUp(self) -> None:
        super().setUp()
        self.port = self.daemon.config.http_port
        self.first_pid = self.daemon.process.pid
        self.ring()

    def tearDown(self) -> None:
        self.daemon.process.assert_running()
        self.assertEqual(self.daemon.process.pid, self.first_pid)
        super().tearDown()

    @contextmanager
    def attack(self, rounds: int = 3) -> Iterator[None]:
        """What is done inside harms nobody."""
        before = self.memory()
        with Bystander(self.api) as bystander:
            yield
            if len(bystander.cases) < rounds:
                wait_until(lambda: len(bystander.cases) >= rounds, 60, "the bystander's rounds")
            during = self.memory()
        bystander.assert_unharmed(rounds)
        self.assertLess(during - before, self.growth_max_mib, f"from {before:.1f} MiB")
        for number in bystander.cases[-CARDS_MAX:]:
            # Some may share a line.
            rung = partial(self.dana.seen, wording.rung(number), CARE)
            wait_until(rung, CARD_SECONDS, f"#{number} to ring")

    def memory(self) -> float:
        return anonymous_mib(self.daemon.process.pid)

    def assert_refused(self, answer: Answer, status: int, *words: str) -> None:
        """With a problem document that says what is wrong."""
        said = str(answer.problem)
        self.assertEqual(answer.status, status, said)
        for word in words:
            self.assertIn(word, said)

    def exchange(self, sent: bytes, half_closes: bool = False) -> Exchange:
        return exchange(self.port, sent, half_closes)


def raise_file_limit(wanted: int) -> int:
    """For this process and those it starts; returns what could be had."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        top = wanted if hard == resource.RLIM_INFINITY or hard >= wanted else hard
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(hard, wanted)))
        except (OSError, ValueError):  # Only root may raise the hard limit.
            resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
