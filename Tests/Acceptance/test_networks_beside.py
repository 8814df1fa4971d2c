"""Several networks at once: one that is down, in whatever manner, never slows the other."""

from __future__ import annotations

from annex_case import AnnexTestCase
from parts.annex import Annex
from parts.people import BOT
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import Visitor
from parts.waiting import wait_until

ROUNDS = 3


def ignores(visitor: Visitor, line: TaggedLine) -> bool:
    """Takes the line and never answers."""
    return True


class OneIsDown(AnnexTestCase):
    def test_it_refuses_connections(self) -> None:
        self.annex.server.shut(self.annex.server.bots)
        self.assert_paces()

    def test_it_goes_away_again_and_again(self) -> None:
        for _ in range(ROUNDS):
            self.annex.server.close(BOT)
            self.assert_pace()
            self.await_bot_in_annex()

    def test_it_says_nothing_any_more(self) -> None:
        with self.annex.server.interjecting(ignores):
            self.assert_paces()

    def test_it_lets_nobody_in(self) -> None:
        with self.annex.server.interjecting(ignores):
            self.annex.server.close(BOT)
            self.assert_paces()
            self.dana.drop()
            self.dana.connect()
            self.assert_paces()

    def assert_paces(self) -> None:
        for _ in range(ROUNDS):
            self.assert_pace()


class OneIsDownFromTheStart(AnnexTestCase):
    def open_annex(self) -> Annex:
        annex = super().open_annex()
        annex.server.shut(annex.server.bots)
        return annex

    def start_daemon(self) -> None:
        self.daemon.launch()

    def await_bot(self) -> None:
        self.dana.await_in_room("#care")
        self.sam.await_in_room("#approvals")
        wait_until(self.listens, 10, "the daemon to take mentions")

    def listens(self) -> bool:
        try:
            self.api.cases(limit=1)
        except ConnectionRefusedError:
            return False
        return True

    def test_the_desk_works_nevertheless(self) -> None:
        self.assert_pace()
        self.annex.server.open(self.annex.server.bots)
        self.await_bot_in_annex()
