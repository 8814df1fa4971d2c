"""kill -9 of the daemon and of the homeserver at random points of a day on Matrix.

`CASEBELL_LONG=1` makes it a hundred of each, else it is a tenth; `CASEBELL_SEED` repeats a run.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from desk import IS_LONG, SEED
from kills.deed import Diary
from kills.judgement import Judgement
from kills.reaper import Reaper
from kills.tally import table
from kills.worker import Worker
from matrix_desk import MatrixDeskTestCase
from parts.bot_config import DeskSettings
from parts.waiting import Overdue, wait_until

KILLS = 100 if IS_LONG else 10
SETTLED_SECONDS = 45.0
CASES_MIN = KILLS // 2


class WhateverDies(MatrixDeskTestCase):
    settings = DeskSettings(undo_window="200ms")

    def test_each_command_once_and_each_card_once(self) -> None:
        began = time.monotonic()
        diary = Diary()
        workers = self.hire(diary)
        reaper = Reaper(self.daemon, self.matrix, lambda: len(diary), self.count_said, f"{SEED}")
        self.reap_while_they_work(reaper, workers)
        judged = self.judge(diary, workers)
        print(table(reaper.kills, diary.deeds, judged, time.monotonic() - began))
        faults = [*reaper.kills.faults, *judged.faults]
        faults += [fault for worker in workers for fault in worker.faults]
        self.assertFalse(faults, "\n".join(faults))
        self.assertEqual(set(reaper.kills.count.values()), {KILLS})
        self.assertGreaterEqual(len({deed.case for deed in diary.deeds}), CASES_MIN)

    def hire(self, diary: Diary) -> list[Worker]:
        dana, bo, sam, lee = self.dana, self.bo, self.sam, self.lee
        staff = ((dana, bo, [sam, lee]), (bo, sam, [sam, lee]), (sam, dana, [lee]))
        return [
            Worker(agent, colleague, others, self.api, diary, f"{SEED}-{agent.nick}")
            for agent, colleague, others in staff
        ]

    def reap_while_they_work(self, reaper: Reaper, workers: list[Worker]) -> None:
        with ThreadPoolExecutor() as together:
            is_reaped = False
            works = [together.submit(worker.work, lambda: is_reaped) for worker in workers]
            try:
                reaper.reap(KILLS, lambda: all(work.done() for work in works))
            finally:
                is_reaped = True
            for work in works:
                work.result()

    def count_said(self) -> int:
        return len(self.dana.transcript.matching(self.dana.bot, ""))

    def judge(self, diary: Diary, workers: list[Worker]) -> Judgement:
        """The last answers take a while; what is wrong then stays wrong."""

        def look() -> Judgement | None:
            judged = self.look(diary, workers)
            return None if judged.faults else judged

        try:
            judged = wait_until(look, SETTLED_SECONDS, "all to be well")
            assert judged is not None
            return judged
        except Overdue:
            return self.look(diary, workers)

    def look(self, diary: Diary, workers: list[Worker]) -> Judgement:
        people = {one.nick: one for one in (self.dana, self.bo, self.sam, self.lee)}
        events = self.api.events()
        return Judgement(diary.deeds, workers, people, events, self.receiver)
