"""A day of eight hours at sixty times the pace, and everything that must be so after it.

By itself it is an hour, which is a minute; `CASEBELL_LONG=1` makes it the
whole day. `CASEBELL_SEED` draws the same people; what comes of it is never twice the same.
"""

from __future__ import annotations

import unittest

from desk import IS_LONG, SEED
from workday.day import Workday
from workday.interludes import LONG, SHORT
from workday.verdict import Findings, Verdict

HOURS = 8.0 if IS_LONG else 1.0
IN_AN_HOUR = (
    "case.claimed",
    "case.assigned",
    "case.resolved",
    "draft.approved",
    "draft.rejected",
    "reply.sent",
    "service_level.warned",
    "config.changed",
)
IN_A_DAY = (
    "case.offered",
    "case.released",
    "case.snoozed",
    "case.woken",
    "case.reopened",
    "case.noise",
    "case.merged",
    "draft.undone",
    "draft.voided",
    "draft.held",
    "service_level.breached",
    "desk.held",
    "person.away",
    "posts went on",
    "rests stopped",
)
HAPPENS = (*IN_AN_HOUR, *(IN_A_DAY if IS_LONG else ()))
"""Without one of these it has shown nothing."""


class TheDay(unittest.TestCase):
    def test_it_is_judged_and_every_figure_counted_again(self) -> None:
        day = Workday(HOURS, str(SEED))
        self.addCleanup(day.close)
        day.open()
        day.run(LONG if IS_LONG else SHORT)
        verdict = Verdict(day)
        counted = verdict.judge_figures()
        found = verdict.judge()
        print(verdict.summary())
        log = day.daemon.process.log_tail()
        with self.subTest("the invariants"):
            self.assertFalse(found.all, self.told(found) + f"\nthe log:\n{log}")
        with self.subTest("the figures"):
            self.assertFalse(counted.all, self.told(counted))
        happened = verdict.happened() + verdict.threads
        self.assertEqual([type for type in HAPPENS if not happened[type]], [])

    def told(self, findings: Findings) -> str:
        return "\n".join([f"CASEBELL_SEED={SEED}", *findings.all])
