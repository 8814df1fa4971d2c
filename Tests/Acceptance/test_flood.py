"""A busy room on servers that do not like haste, with the daemon's own idea of its budget.

No bound on time but the one that was promised; the figures are printed.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Sequence

import wording
from desk import DeskTestCase
from parts.bot_config import CARE, DeskSettings, Office
from parts.inspircd import KILLING, STOCK, UNHURRIED, FloodLimits
from parts.mentions import crowd
from parts.network import OfficeNetwork
from parts.old_network import OldNetwork
from parts.people import Person
from parts.waiting import Overdue, wait_until

COMMANDS = 20
AT_ONCE = 500
PROMISED_SECONDS = 60.0
PATIENCE_SECONDS = 180.0
AT_REST_SECONDS = 12.0
"""After so long the server has forgotten what it cost to come in."""


class HurryTestCase(DeskTestCase):
    """The limits are the bot's; people type as fast as they like."""

    settings = DeskSettings(is_tls=True, flood=None)

    def hurry(self, what: str) -> float:
        """Three people claim twenty cases each; returns the seconds until the last answer."""
        people = (self.dana, self.bo, self.sam)
        cases = [row.case for row in self.api.post(crowd(len(people) * COMMANDS, seed=1))]
        shares = [cases[first :: len(people)] for first in range(len(people))]
        time.sleep(AT_REST_SECONDS)  # A server's limits are about time.
        began = time.monotonic()
        for number in range(COMMANDS):
            for person, share in zip(people, shares, strict=True):
                person.say(CARE, f"!claim {share[number]}")
        for person, share in zip(people, shares, strict=True):
            self.check_answers(person, share)
        took = time.monotonic() - began
        print(f"{len(cases)} commands on {what}: all answered in {took:.1f} s")
        self.assertNotIn("Disconnected", self.daemon.process.log.read_text())
        return took

    def check_answers(self, person: Person, share: Sequence[int]) -> None:
        """All of them, once, in the order of asking."""
        pattern = wording.claimed_any(person.nick)
        with contextlib.suppress(Overdue):  # What is missing is said by the comparison.
            wait_until(
                lambda: len(numbers_in(person, pattern)) >= len(share), PATIENCE_SECONDS, pattern
            )
        self.assertEqual(numbers_in(person, pattern), share, person.nick)

    def open_office_with(self, limits: FloodLimits) -> Office:
        office = OfficeNetwork(limits, limits_for_people=UNHURRIED)
        self.addCleanup(office.stop)
        office.start()
        return office


class OnAServerThatKills(HurryTestCase):
    def open_office(self) -> Office:
        return self.open_office_with(KILLING)

    def test_three_people_in_a_hurry(self) -> None:
        took = self.hurry("InspIRCd that kills above 20 lines and one a second")
        self.assertLessEqual(took, PROMISED_SECONDS)


class OnAServerThatSlowsDown(HurryTestCase):
    def open_office(self) -> Office:
        return self.open_office_with(STOCK)

    def test_three_people_in_a_hurry(self) -> None:
        self.hurry("InspIRCd as it comes, slowing down")


class OnAnOldServer(HurryTestCase):
    def open_office(self) -> Office:
        office = OldNetwork(is_throttled=True)
        self.addCleanup(office.stop)
        office.start()
        return office

    def test_three_people_in_a_hurry(self) -> None:
        self.hurry("ngIRCd as it comes, slowing everybody down")


class WithoutLimits(DeskTestCase):
    settings = DeskSettings(is_tls=True)

    def test_two_thousand_commands_at_once(self) -> None:
        """Each names a case of its own that does not exist, so that every answer is its own."""
        people = (self.dana, self.bo, self.sam, self.lee)
        shares = [range(at, at + AT_ONCE) for at in range(900_000, 904_000, 1000)]
        began = time.monotonic()
        for person, share in zip(people, shares, strict=True):
            person.raw("\r\n".join(f"PRIVMSG {CARE} :!show {number}" for number in share))
        for person, share in zip(people, shares, strict=True):
            self.check_answers(person, share)
        took = time.monotonic() - began
        count = AT_ONCE * len(people)
        rate = f"{count / took:.0f} a second"
        print(f"{count} commands at once: all answered in {took:.1f} s, {rate}")

    def check_answers(self, person: Person, share: range) -> None:
        def answered() -> list[int]:
            found = numbers_in(person, wording.no_such_case_any())
            return [number for number in found if number in share]

        with contextlib.suppress(Overdue):  # What is missing is said by the comparison.
            wait_until(lambda: len(answered()) >= len(share), PATIENCE_SECONDS, "every answer")
        self.assertEqual(answered(), list(share), person.nick)


def numbers_in(person: Person, pattern: str) -> list[int]:
    """The case of each line of the bot that matches, in order."""
    found = [re.search(pattern, line.text, re.IGNORECASE) for line in person.seen(pattern)]
    return [int(match[1]) for match in found if match is not None]
