"""SIGTERM while there is much to say and nobody takes it: it ends in time, and nothing is lost."""

from __future__ import annotations

import time

import wording
from parts.bot_config import CARE, DeskSettings
from parts.people import BOT
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import Visitor
from scripted_desk import ScriptedDeskTestCase

STOP_SECONDS = 5.0
BACK_SECONDS = 20.0
CASES = 12
UNREAD_BYTES = 8 << 20


class Busy(ScriptedDeskTestCase):
    def end_in_time(self) -> None:
        began = time.monotonic()
        self.assertEqual(self.daemon.process.terminate(within=STOP_SECONDS + 1), 0)
        self.assertLess(time.monotonic() - began, STOP_SECONDS)


class Throttled(Busy):
    settings = DeskSettings(flood="{ burst: 4, every: 5s }")

    def test_lines_wait_for_the_budget(self) -> None:
        for _ in range(CASES):
            self.arrive()
        self.end_in_time()
        self.daemon.launch()
        self.await_bot()
        self.assertEqual(len(self.api.cases()), CASES)


class Unread(Busy):
    def test_the_server_does_not_read(self) -> None:
        def stop_reading(visitor: Visitor, line: TaggedLine) -> bool:
            visitor.writer.transport.pause_reading()  # type: ignore[attr-defined]
            return False

        with self.server.interjecting(stop_reading):
            ping = b"PING :" + b"x" * 400 + b"\r\n"
            self.server.tell_raw(BOT, ping * (UNREAD_BYTES // len(ping)))
            number = self.arrive()
            self.end_in_time()
        self.daemon.start()
        self.dana.expect(CARE, wording.rung(number), within=BACK_SECONDS)
