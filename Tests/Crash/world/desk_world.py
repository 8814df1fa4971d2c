"""Everything that is real in a crash run, brought up once and broken many times."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import wording
from parts.bot_config import APPROVALS, CARE, SPARED, BotConfig, DeskSettings
from parts.daemon import casebell
from parts.desk_api import AWAY
from parts.loopback import free_port
from parts.network import OfficeNetwork
from parts.people import Person
from parts.receiver import Receiver
from parts.waiting import Overdue, wait_until

from .crash_daemon import CrashDaemon
from .homeserver import UNSPARED
from .mail_side import MailSide, read_pages
from .matrix_side import MatrixSide
from .power import Power
from .small_disk import SmallDisk

PING_SECONDS = 5
THINKS_SECONDS = 0.08
"""What the receiver needs for a reply: long enough for something to happen meanwhile."""
UNDO_SECONDS = 0.4
LENGTH_MAX = 120
"""Characters of one post: people now and then write more."""
BACK_SECONDS = 45.0
FENCE_SECONDS = 0.7
FIRST_FENCE = 900_000
DRAIN_SECONDS = 90.0
PAGES_SECONDS = 150.0
"""What could not be written down of a page is done again two minutes later."""
QUIET_WITHIN_SECONDS = 12.0
PENDING = re.compile(r"^casebell_outbox_pending (\d+)$", re.MULTILINE)

ROOMS = {
    "dana": (CARE,),
    "bo": (CARE,),
    "sam": (CARE, APPROVALS),
    "lee": (CARE, APPROVALS),
}


class DeskWorld:
    """An office that lasts, and one daemon with its store, disk and receiver in it."""

    def __init__(
        self,
        office: OfficeNetwork,
        reply_deadline: str,
        side: MatrixSide | None = None,
        mail: MailSide | None = None,
    ) -> None:
        """- Parameter side: the rooms on Matrix beside those on IRC, if there are any.
        - Parameter mail: the mailboxes to which pages go, if they go anywhere but to the chat."""
        self.office = office
        self.side = side
        self.mail = mail
        self.receiver = Receiver()
        self.receiver.thinks_seconds = THINKS_SECONDS
        self.directory = Path(tempfile.mkdtemp(prefix="casebell-crash-"))
        self.is_kept = bool(os.environ.get("CASEBELL_KEEP"))
        """Its directory stays."""
        settings = DeskSettings(
            undo_window=f"{UNDO_SECONDS * 1000:g}ms",
            reply_deadline=reply_deadline,
            reply_length_max=LENGTH_MAX,
        )
        if side is not None:
            settings = side.settle(settings)
        config = BotConfig.write(
            self.directory / "bot-config", free_port(), office, self.receiver.url, settings
        )
        if mail is not None:
            mail.settle(config)
        self.disk = SmallDisk(self.directory / "state")
        self.daemon = CrashDaemon(config)
        self.api = self.daemon.api
        self.power = Power(self.directory, self.disk.place)
        self.people: list[Person] = []
        self._fences = itertools.count(FIRST_FENCE)

    @property
    def store(self) -> Path:
        return self.disk.place / "casebell.db"

    def open(self) -> None:
        self.disk.mount()
        self.receiver.up()
        if self.side is not None:
            self.side.open()
        with ThreadPoolExecutor() as together:
            started = together.submit(self.daemon.start)
            people = together.map(lambda name: self.office.person(name, *ROOMS[name]), ROOMS)
            self.people = list(people)
            started.result()
        self.await_back()

    def close(self) -> None:
        for person in self.people:
            person.drop()
        self.daemon.process.stop()
        if self.side is not None:
            self.side.close()
        self.receiver.down()
        self.disk.unmount()
        if not self.is_kept:
            shutil.rmtree(self.directory, ignore_errors=True)

    def restart_wired(self, is_lying: bool = False) -> None:
        """Politely, and then on a disk that can lose its power, or fail."""
        self.daemon.stop()
        self.power.reset()
        if is_lying:
            self.power.lie()
        self.daemon.restart_politely(self.power.wiring)
        self.await_back()

    def person(self, name: str) -> Person:
        return next(person for person in self.people if person.nick == name)

    def bring_people_back(self) -> None:
        """Those who lost their connection come in again."""
        with ThreadPoolExecutor() as together:
            lost = [person for person in self.people if not person.is_connected]
            list(together.map(lambda person: person.reconnect(), lost))

    def await_back(self) -> None:
        """The daemon is ready, in its rooms, and answers."""
        wait_until(self._is_ready, BACK_SECONDS, "casebell to be ready again")
        for person in self.people:
            for room in ROOMS[person.nick]:
                person.await_in_room(room, within=BACK_SECONDS)
        self.fence()

        if self.side is not None:
            self.side.await_back()

    def fence(self) -> None:
        """Until somebody is answered: what was said on IRC before has been dealt with."""
        lee = self.person("lee")
        end = time.monotonic() + BACK_SECONDS
        while time.monotonic() < end:
            if self._answers(lee, next(self._fences)):
                return
        raise Overdue(f"lee was not answered for {BACK_SECONDS:g} s")

    def _answers(self, person: Person, number: int) -> bool:
        """Asked about a case that there is not, each time another one."""
        pattern = wording.no_such_case(number)
        with contextlib.suppress(OSError, AssertionError):
            person.say(CARE, f"!show {number}")
            wait_until(lambda: person.seen(pattern), FENCE_SECONDS, pattern)
            return True
        return False

    def drain(self) -> float:
        """Until nothing waits to be said or sent any more; returns how long that took."""
        began = time.monotonic()
        wait_until(lambda: self.pending() == 0, DRAIN_SECONDS, "the outbox to be empty")
        drained = time.monotonic() - began
        self.fence()
        if self.side is not None:
            self.side.fence()
        wait_until(lambda: self.pending() == 0, DRAIN_SECONDS, "the outbox to be empty")
        if self.side is not None:
            self.side.await_quiet()
        return drained

    def drain_pages(self) -> float:
        """Until every page has left by mail or was given up, and for a moment no chain has gone on;
        returns how long pages took to leave."""
        if self.mail is None:
            return 0.0
        began = time.monotonic()
        wait_until(self._is_every_page_out, PAGES_SECONDS, "the pages to leave")
        out = time.monotonic() - began
        with contextlib.suppress(Overdue):  # The judge leaves out what has just begun.
            wait_until(self._is_paging_quiet, QUIET_WITHIN_SECONDS, "chains to stand still")
        return out

    def _is_every_page_out(self) -> bool:
        return all(page.state != "waiting" for page in read_pages(self.store))

    def _is_paging_quiet(self) -> bool:
        assert self.mail is not None
        pages = read_pages(self.store)
        last = max((page.last_at for page in pages), default=0.0)
        is_over = all(page.state != "waiting" for page in pages)
        return is_over and time.time() - last > self.mail.settled_seconds

    def pending(self) -> int | None:
        """Posts and replies that wait to be sent; nothing while the daemon is away."""
        try:
            found = PENDING.search(self.api.measures())
        except AWAY:
            return None
        return int(found[1]) if found else None

    def heard(self, network: str) -> dict[str, int]:
        """What the store remembers to have been told there: when it decided each, in
        milliseconds of Unix time, by the message's id."""
        prefix = f"chat:{network}:"
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=5)) as store:
            rows = store.execute(
                "SELECT reference, at FROM signals WHERE reference LIKE ?", (f"{prefix}%",)
            )
            return {reference.removeprefix(prefix): at for reference, at in rows}

    def tell_daemon(self, is_spared: bool) -> None:
        """From its next start on it reckons with the homeserver's limits, or not."""
        old, new = (UNSPARED, SPARED) if is_spared else (SPARED, UNSPARED)
        self.daemon.config.replace("casebell.yaml", f", {old}", f", {new}")

    def proof(self) -> str | None:
        """What is wrong with the audit, if anything."""
        verified = casebell("audit", "verify", config=self.daemon.config)
        return None if verified.returncode == 0 else verified.stdout + verified.stderr

    def _is_ready(self) -> bool:
        process = self.daemon.process
        if not process.is_running:
            code = process.await_end()
            raise AssertionError(f"casebell ended with code {code}:\n{process.log_tail(8)}")
        return self.api.is_ready()
