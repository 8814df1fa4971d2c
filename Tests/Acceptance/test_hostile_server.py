"""One network turns hostile: the daemon lives, keeps its size, and the other network its pace."""

from __future__ import annotations

from collections.abc import Callable

from annex_case import BACK_SECONDS, AnnexTestCase
from parts.annex import ROOM
from parts.memory import resident_mib
from parts.people import BOT
from parts.scripted import mischief
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import Visitor
from parts.waiting import wait_until

GROWTH_MIB_MAX = 24.0
FLOOD_BYTES = 32 << 20
ENDINGS = (
    "ERROR :Closing Link: casebell (Excess Flood)",
    "ERROR :Closing Link: casebell (Killed (oper (spam)))",
    "ERROR :Closing Link: casebell (K-Lined: no bots)",
    ":s 465 casebell :You are banned from this server\r\nERROR :Closing Link",
    ":oper!o@h KILL casebell :enough",
    ":s 464 casebell :Password incorrect\r\nERROR :Closing Link",
    "ERROR",
    "ERROR :",
)


class WhatAServerMaySay(AnnexTestCase):
    def test_nothing_of_it_does_harm(self) -> None:
        before = resident_mib(self.daemon.process.pid)
        for trick in mischief.ALL:
            with self.subTest(trick.__name__):
                self.play(trick)
                grown = resident_mib(self.daemon.process.pid) - before
                self.assertLess(grown, GROWTH_MIB_MAX, "MiB more than before")
                self.come_back()
        done = [event for event in self.api.events() if event.get("via") == "annex"]
        self.assertEqual(done, [], "something was done for somebody in the annex")

    def test_a_server_that_asks_and_does_not_read(self) -> None:
        """Answers to its pings pile up somewhere, and not without limit."""
        before = resident_mib(self.daemon.process.pid)

        def stop_reading(visitor: Visitor, line: TaggedLine) -> bool:
            visitor.writer.transport.pause_reading()  # type: ignore[attr-defined]
            return False

        with self.annex.server.interjecting(stop_reading):
            ping = b"PING :" + b"x" * 400 + b"\r\n"
            self.annex.server.tell_raw(BOT, ping * (FLOOD_BYTES // len(ping)))
            for _ in range(3):
                self.assert_pace()
        grown = resident_mib(self.daemon.process.pid) - before
        self.assertLess(grown, GROWTH_MIB_MAX, "MiB more than before")

    def play(self, trick: Callable[[str, str], mischief.Bytes]) -> None:
        """Says it all, and meanwhile and afterwards the desk goes on."""
        data = b"".join(trick(BOT, ROOM)) + b"\r\nPING :over\r\n"
        visitor = self.annex.server.bots.visits[-1]
        self.annex.server.tell_raw(BOT, data)
        self.assert_pace()
        wait_until(
            lambda: visitor.is_gone or any(line.last == "over" for line in visitor.lines[-2000:]),
            BACK_SECONDS * mischief.TIMES,
            "the bot to have read it or left",
        )
        self.assert_pace()
        self.daemon.process.assert_running()

    def come_back(self) -> None:
        """A connection without a past."""
        self.annex.server.shut(self.annex.server.bots)
        self.annex.server.open(self.annex.server.bots)
        self.await_bot_in_annex()


class HowAServerMayEndIt(AnnexTestCase):
    def test_the_desk_goes_on_and_the_bot_stays_alive(self) -> None:
        for ending in ENDINGS:
            with self.subTest(ending):
                visits = len(self.annex.server.bots.visits)
                self.annex.server.tell(BOT, ending)
                self.annex.server.close(BOT)
                self.assert_pace()
                self.daemon.process.assert_running()
                self.assertLessEqual(len(self.annex.server.bots.visits), visits + 3)
                self.restart_daemon()


class SlowAsCanBe(AnnexTestCase):
    def test_byte_by_byte_it_is_a_server_like_any_other(self) -> None:
        self.annex.server.terms.is_byte_by_byte = True
        self.annex.server.close(BOT)
        self.await_bot_in_annex()
        self.assert_pace()
