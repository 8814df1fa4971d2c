"""The judge finds what a doctor did to the store between a kill and the next start."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from typing import ClassVar

import acceptance  # noqa: F401, isort: skip
from cycle import Cycle
from judging.judge import Judge
from parts.network import OfficeNetwork
from world.desk_world import PING_SECONDS, DeskWorld

from .calm import Calm
from .doctor import Doctor

SEED = 11


class DoctoredStore(unittest.TestCase):
    office: ClassVar[OfficeNetwork]

    @classmethod
    def setUpClass(cls) -> None:
        cls.office = OfficeNetwork(ping_seconds=PING_SECONDS)
        cls.addClassCleanup(cls.office.stop)
        cls.office.start()

    def setUp(self) -> None:
        self.world = DeskWorld(self.office, "45s")
        self.addCleanup(self.world.close)
        self.world.open()
        self.judge = Judge(self.world)
        self.cycle = Cycle(1, Calm, self.world, self.judge, SEED)

    def test_a_calm_day_and_a_plain_restart(self) -> None:
        self.assertEqual(self.findings_after(lambda _: None), [])

    def test_a_lost_event(self) -> None:
        self.assert_found(
            lambda doctor: doctor.lose_last_event("reply.sent"), "another one now|is gone"
        )

    def test_a_reply_sent_again(self) -> None:
        self.assert_found(
            Doctor.send_again,
            "tried again after it was recorded as sent",
            "the customer|cases differ|was sent 2 times",
        )

    def test_another_approver(self) -> None:
        self.assert_found(
            lambda doctor: doctor.change_approver(hides=False), "audit verify: .*not what was"
        )

    def test_another_approver_and_a_forged_chain(self) -> None:
        self.assert_found(
            lambda doctor: doctor.change_approver(hides=True), "the past has changed"
        )

    def test_a_lost_mention(self) -> None:
        self.assert_found(Doctor.lose_mention, "mention .* was acknowledged", "cases differ")

    def test_a_case_given_away(self) -> None:
        self.assert_found(Doctor.give_case_away, "by its events", "cases differ")

    def test_another_text(self) -> None:
        self.assert_found(Doctor.change_text, "reached the customer, the draft is", "cases differ")

    def test_a_thread_that_goes_on_again(self) -> None:
        self.assert_found(
            Doctor.go_on_again, "went on 2 times", "tried again after it was recorded as sent"
        )

    def test_another_rest_of_a_thread(self) -> None:
        self.assert_found(Doctor.change_rest, "its thread is .*Goodbye", "cases differ")

    def assert_found(self, operation: Callable[[Doctor], None], *patterns: str) -> None:
        found = "\n".join(self.findings_after(operation))
        for pattern in patterns:
            self.assertRegex(found, pattern)

    def findings_after(self, operation: Callable[[Doctor], None]) -> list[str]:
        """A day that is as it should be; then the doctor, and the same day judged again."""
        self.cycle.run()
        self.assertEqual(self.cycle.report.findings, [])
        self.assertGreater(self.cycle.report.replies, 0)
        self.world.daemon.kill()
        operation(Doctor(self.world.store))
        self.world.daemon.start()
        self.world.await_back()
        self.world.drain()
        self.judge.judge()
        return self.cycle.chronicle.findings
