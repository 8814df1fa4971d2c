"""A cut of the power takes what was never synced, and the judge finds it if that was promised."""

from __future__ import annotations

import unittest
from typing import ClassVar

import acceptance  # noqa: F401, isort: skip
from cycle import Cycle
from judging.judge import Judge
from parts.network import OfficeNetwork
from world.desk_world import PING_SECONDS, DeskWorld

from .calm import Calm

SEED = 12


class PowerCuts(unittest.TestCase):
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

    def test_an_honest_disk_keeps_what_was_promised(self) -> None:
        self.world.restart_wired()
        self.assertEqual(self.findings_after_cut(), [])

    def test_a_disk_that_lies_about_syncs_loses_it(self) -> None:
        self.world.restart_wired(is_lying=True)
        found = "\n".join(self.findings_after_cut())
        self.assertRegex(found, "was acknowledged as of #1 and is in")
        self.assertRegex(found, "is gone")

    def findings_after_cut(self) -> list[str]:
        self.cycle.run()
        self.assertEqual(self.cycle.report.findings, [])
        self.world.daemon.kill()
        self.world.power.cut(None)
        self.world.daemon.start()
        self.world.await_back()
        self.world.drain()
        self.judge.judge()
        return self.cycle.chronicle.findings
