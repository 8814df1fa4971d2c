"""A desk whose bot reaches its network through a relay."""

from __future__ import annotations

import contextlib
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import wording
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.daemon import Daemon, casebell
from parts.loopback import free_port
from parts.people import BOT, Person
from parts.process import temporary_directory
from parts.receiver import Receiver
from parts.relay import Relay
from parts.transcript import Heard
from parts.waiting import Overdue, wait_until

from .calamity import Network

PEOPLE = ("dana", "sam", "lee")
SETTINGS = DeskSettings(
    is_tls=True,
    undo_window="500ms",
    flood="{ burst: 20, every: 100ms }",
    reconnect="{ first: 200ms, longest: 2s }",
)
BOT_NICKS = BOT[:7]
"""Every nick the bot may have while somebody else has its own begins so."""

BACK_SECONDS = 75.0
ASK_AGAIN_SECONDS = 0.7
FIRST_FENCE = 900_000


class StormDesk:
    """Dana answers customers, Sam approves, Lee looks on; the same people in both rooms."""

    def __init__(self, network: Network) -> None:
        self.network = network
        door = network.bot_door
        self.relay = Relay(door.tls_port)
        self.receiver = Receiver()
        settings = replace(SETTINGS, relay_port=self.relay.port)
        directory = temporary_directory("storm") / "bot-config"
        config = BotConfig.write(directory, free_port(), network, self.receiver.url, settings)
        self.daemon = Daemon(config)
        self.api = self.daemon.api
        self._fences = itertools.count(FIRST_FENCE)

    def open(self) -> None:
        self.network.start()
        self.relay.start()
        self.receiver.up()
        with ThreadPoolExecutor() as together:
            started = together.submit(self.daemon.start)
            people = together.map(lambda name: self.network.person(name, CARE, APPROVALS), PEOPLE)
            self.people = list(people)
            started.result()
        self.dana, self.sam, self.lee = self.people
        self.await_bot(self.dana)

    def close(self) -> None:
        with contextlib.suppress(AttributeError):  # It may never have opened.
            for person in self.people:
                person.drop()
        self.daemon.process.stop()
        self.relay.stop()
        self.receiver.down()
        self.network.stop()

    def proof(self) -> str | None:
        """What is wrong with the audit's chain, if anything."""
        verified = casebell("audit", "verify", config=self.daemon.config)
        return None if verified.returncode == 0 else verified.stdout + verified.stderr

    def bring_people_back(self) -> None:
        """Those who lost their connection come in again, before the bot."""
        with ThreadPoolExecutor() as together:
            lost = [person for person in self.people if not person.is_connected]
            list(together.map(lambda person: person.reconnect(), lost))

    def await_bot(self, person: Person) -> None:
        """Until the bot has heard and answered this person: all they said before is settled."""
        for _ in range(round(BACK_SECONDS / ASK_AGAIN_SECONDS)):
            if self._answers(person, next(self._fences)):
                return
        raise Overdue(f"{person.nick} was not answered for {BACK_SECONDS:g} s")

    def _answers(self, person: Person, number: int) -> bool:
        """Asked about a case that there is not, each time another one."""
        pattern = wording.no_such_case(number)
        seen = len(person.transcript.lines())
        say(person, CARE, f"!show {number}")
        try:
            wait_until(lambda: find(person, pattern, after=seen), ASK_AGAIN_SECONDS, pattern)
        except Overdue:
            return False
        return True


def say(person: Person, place: str, line: str) -> None:
    """As into a client whose connection may be gone without its knowing."""
    with contextlib.suppress(OSError):
        person.say(place, line)


def find(
    person: Person, pattern: str, place: str | None = None, after: int = 0
) -> list[Heard]:
    """What the bot said, under whatever nick, that this person saw."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        line
        for line in person.transcript.lines(after)
        if line.sender.startswith(BOT_NICKS)
        and place in (None, line.place)
        and wanted.search(line.text)
    ]


