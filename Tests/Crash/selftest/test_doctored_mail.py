"""The judge finds what a doctor did to the pages of a store, and what somebody did to mailboxes."""

from __future__ import annotations

import shutil
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import acceptance  # noqa: F401, isort: skip
from calamities.calamity import Calamity
from calamities.mail import KilledMidMail
from cycle import Cycle
from judging.judge import Judge
from parts.network import OfficeNetwork
from world.desk_world import PING_SECONDS, DeskWorld
from world.mail_server import MailServer
from world.mail_side import MailSide

from .calm import Calm
from .doctor import Doctor

SEED = 14


class DoctoredMail(unittest.TestCase):
    office: ClassVar[OfficeNetwork]
    server: ClassVar[MailServer]

    @classmethod
    def setUpClass(cls) -> None:
        cls.office, cls.server = OfficeNetwork(ping_seconds=PING_SECONDS), MailServer()
        cls.addClassCleanup(cls.office.stop)
        cls.addClassCleanup(cls.server.close)
        cls.office.start()
        cls.server.start()

    def setUp(self) -> None:
        self.side = MailSide(self.server)
        self.world = DeskWorld(self.office, "45s", mail=self.side)
        self.addCleanup(self.world.close)
        self.world.open()
        self.judge = Judge(self.world)

    def run_cycle(self, kind: type[Calamity]) -> Cycle:
        cycle = Cycle(1, kind, self.world, self.judge, SEED)
        cycle.run()
        self.assertEqual(cycle.report.findings, [])
        self.assertGreater(cycle.report.pages["mails"], 2)
        return cycle

    def test_a_mail_whose_answer_never_came_is_there_twice_and_that_is_all_right(self) -> None:
        report = self.run_cycle(KilledMidMail).report
        self.assertGreater(report.pages["mailed again"], 0)
        self.assertLessEqual(report.pages["mailed again"], report.pages["answers lost"])

    def test_a_page_that_is_mailed_again(self) -> None:
        self.assert_found_in_store(Doctor.page_again, "was mailed again, although the daemon knew")

    def test_a_page_that_was_never_mailed(self) -> None:
        self.assert_found_in_store(
            Doctor.invent_page, "counts as sent, and is in no mailbox", "was made by no step"
        )

    def test_a_page_of_which_the_store_knows_nothing(self) -> None:
        self.assert_found_in_store(Doctor.lose_page, "no page explains", "has 0 pages by email")

    def test_what_somebody_does_to_mailboxes(self) -> None:
        cycle = self.run_cycle(Calm)
        first, second, third = [file for file in self.files("sam")][:3]
        first.unlink()
        shutil.copy(second, second.with_name("copied"))
        forged = third.read_text().replace("example.test>", "mail.test>")
        third.with_name("forged").write_text(f"{forged}@mara@social.example wrote of #4711\n")
        shutil.copy(third, self.files("lee")[0].with_name("astray"))
        self.judge_again()
        found = "\n".join(cycle.chronicle.findings)
        for pattern in (
            "counts as sent, and is in no mailbox",
            "was taken 1 times and is there 2 times",
            "is known by several names",
            "in the mailbox of lee",
            r"names \[.*4711\] in its mail",
            "says '@mara@social.example', which is the customer's",
        ):
            with self.subTest(pattern):
                self.assertRegex(found, pattern)

    def files(self, person: str) -> list[Path]:
        """Of this world."""
        address = self.side.addresses[person]
        every = self.server.postfix.files(person)
        return [file for file in every if address in file.read_text()]

    def judge_again(self) -> None:
        """All of it, up to this moment."""
        self.judge._judged_pages = self.side.settled_seconds = 0.0
        self.judge.judge()

    def assert_found_in_store(self, operation: Callable[[Doctor], None], *patterns: str) -> None:
        cycle = self.run_cycle(Calm)
        self.world.daemon.kill()
        operation(Doctor(self.world.store))
        self.world.daemon.start()
        self.world.await_back()
        self.world.drain()
        self.world.drain_pages()
        self.judge_again()
        found = "\n".join(cycle.chronicle.findings)
        for pattern in patterns:
            self.assertRegex(found, pattern)
