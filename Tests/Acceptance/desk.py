"""A desk at work: everything one test needs, started before it and judged after it."""

from __future__ import annotations

import os
import random
import sys
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import wording
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings, Office
from parts.daemon import Daemon, casebell
from parts.loopback import free_port
from parts.mentions import mention
from parts.network import OfficeNetwork, shared_office
from parts.people import Person
from parts.process import temporary_directory
from parts.receiver import Receiver
from parts.waiting import wait_until

STATE_SECONDS = 20.0
PEOPLE = ("dana", "bo", "sam", "lee")
TEXT = "Hi Mara, I'm so sorry. I can see the fault on your line and an engineer comes at 4."
IS_LONG = os.environ.get("CASEBELL_LONG") == "1"
SEED = int(os.environ.get("CASEBELL_SEED", random.randrange(1 << 31)))


@dataclass(frozen=True)
class Draft:
    """A draft on its card: the case's number and the draft's mark."""

    case: int
    mark: str


class DeskTestCase(unittest.TestCase):
    """Dana and Bo (agents), Sam (both) and Lee (supervisor) at their clients, the bot between.

    Afterwards, whatever the test did: nothing unsigned or malformed reached the receiver, no
    reply went out under two keys, and the audit's chain holds.
    """

    settings = DeskSettings()

    def setUp(self) -> None:
        self.office = self.open_office()
        self.receiver = Receiver()
        self.receiver.up()
        self.addCleanup(self.receiver.down)
        self.daemon = Daemon(self.write_config(self.settings))
        self.api = self.daemon.api
        self.addCleanup(self.daemon.process.stop)
        self.seat_everybody()

    def tearDown(self) -> None:
        self.assertEqual(self.receiver.faults, [])
        for request in self.receiver.attempts():
            keys = {
                other.webhook_id
                for other in self.receiver.attempts(request.data["case"])
                if other.data["draft"] == request.data["draft"]
            }
            self.assertEqual(len(keys), 1, f"#{request.data['case']} went out under two keys")
        verified = self.casebell("audit", "verify")
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def run(self, result: unittest.TestResult | None = None) -> unittest.TestResult | None:
        """Shows the daemon's last words after a failure, and the seed."""
        before = _failures(result)
        finished = super().run(result)
        if _failures(result) > before and hasattr(self, "daemon"):
            log = self.daemon.process.log_tail()
            print(f"{self.id()}, CASEBELL_SEED={SEED}, the log:\n{log}", file=sys.stderr)
        return finished

    def open_office(self) -> Office:
        """The network all tests share; those that harm it open one of their own."""
        return shared_office()

    def open_own_office(self) -> OfficeNetwork:
        office = OfficeNetwork()
        self.addCleanup(office.stop)
        office.start()
        return office

    def write_config(self, settings: DeskSettings) -> BotConfig:
        directory = temporary_directory("desk") / "bot-config"
        return BotConfig.write(directory, free_port(), self.office, self.receiver.url, settings)

    def seat_everybody(self) -> None:
        with ThreadPoolExecutor() as together:
            started = together.submit(self.start_daemon)
            people = list(together.map(lambda name: self.seat(name, CARE), PEOPLE))
            started.result()
        self.dana, self.bo, self.sam, self.lee = people
        for supervisor in (self.sam, self.lee):
            supervisor.join(APPROVALS)
        self.await_bot()

    def start_daemon(self) -> None:
        self.daemon.start()

    def seat(self, name: str, *rooms: str) -> Person:
        person = self.office.person(name, *rooms)
        self.addCleanup(person.drop)
        return person

    def seat_stranger(self, nick: str, *rooms: str) -> Person:
        person = self.office.stranger(nick, *rooms)
        self.addCleanup(person.drop)
        return person

    def await_bot(self) -> None:
        """The bot is in both rooms."""
        self.dana.await_in_room(CARE)
        self.sam.await_in_room(APPROVALS)

    def restart_daemon(self) -> None:
        """kill -9 and back, in its rooms again."""
        self.daemon.kill()
        self.dana.await_gone(CARE)
        self.daemon.start()
        self.await_bot()

    def casebell(self, *arguments: str) -> Any:
        return casebell(*arguments, config=self.daemon.config)

    # The acts of a day

    def arrive(self, **fields: Any) -> int:
        """A mention is acknowledged; returns its case."""
        (accepted,) = self.api.post(mention(**fields))
        return accepted.case

    def ring(self, **fields: Any) -> int:
        """An urgent mention is seen in the room."""
        number = self.arrive(**fields)
        self.dana.expect(CARE, wording.rung(number))
        return number

    def claimed_case(self, holder: Person | None = None) -> int:
        """A case that is Dana's, or another's."""
        holder = holder or self.dana
        number = self.ring()
        holder.say(CARE, f"!claim {number}")
        holder.expect_answer(wording.claimed(number, holder.nick))
        return number

    def drafted_case(self, text: str = TEXT, author: Person | None = None) -> Draft:
        """A draft by the holder whose card is in the approvals room."""
        author = author or self.dana
        return self.draft(author, self.claimed_case(author), text)

    def draft(self, author: Person, number: int, text: str = TEXT) -> Draft:
        author.say(CARE, f"!reply {number} {text}")
        mark = author.expect_answer(wording.drafted(number, 1))["mark"]
        return self.await_card(Draft(number, mark), author)

    def await_card(self, draft: Draft, author: Person) -> Draft:
        self.sam.expect(APPROVALS, wording.draft_card(draft.case, draft.mark, author.nick))
        return draft

    def approve(self, draft: Draft, by: Person | None = None) -> None:
        """Approved by its mark; returns when the notice with the undo window's end is there."""
        by = by or self.sam
        by.say(APPROVALS, f"!ok {draft.mark}")
        by.expect(APPROVALS, wording.approved(draft.case, draft.mark, by.nick))

    def await_sent(self, number: int) -> None:
        """The customer got it, and the room is told."""
        self.receiver.await_posted(number)
        self.dana.expect(CARE, wording.sent(number))

    def relay_another(self) -> None:
        """Another reply goes the whole way: approved later, it leaves after any open window."""
        other = self.drafted_case("Hi Mara, one more thing.")
        self.approve(other)
        self.await_sent(other.case)

    # What is so

    def await_case(
        self, number: int, holds: Callable[[dict[str, Any]], bool], what: str
    ) -> dict[str, Any]:
        """Until the case is as wanted, by the HTTP interface."""

        def look() -> dict[str, Any] | None:
            case = self.api.case(number)
            return case if holds(case) else None

        found = wait_until(look, STATE_SECONDS, f"#{number} to be {what}")
        assert found is not None
        return found

    def await_draft_state(self, draft: Draft, state: str) -> None:
        self.await_case(
            draft.case,
            lambda case: any(
                (row["mark"], row["state"]) == (draft.mark, state) for row in case["drafts"]
            ),
            f"{draft.mark} {state}",
        )

    def fence(self, person: Person) -> None:
        """Everything that was said before has been dealt with: a link hears in order."""
        person.tell("help")
        person.expect_answer(wording.help_text())

    def assert_not_obeyed(self, speaker: Person, number: int) -> None:
        """What they said has reached the bot, and the case is still nobody's."""
        speaker.await_heard()
        self.fence(self.dana)
        self.assertIsNone(self.api.case(number)["holder"])

    def assert_obeyed(self, person: Person, number: int) -> None:
        """The same words by somebody who may: it is who speaks that counts."""
        person.say(CARE, f"!claim {number}")
        person.expect_answer(wording.claimed(number, person.nick))

    def assert_nothing_posted(self, number: int) -> None:
        self.assertEqual(self.receiver.attempts(number), [])


def _failures(result: unittest.TestResult | None) -> int:
    return 0 if result is None else len(result.failures) + len(result.errors)
