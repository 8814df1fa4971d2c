"""The desk on a healthy network, and the annex beside it, where things go wrong."""

from __future__ import annotations

import time

import wording
from parts.annex import ROOM, Annex
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.people import BOT
from parts.scripted.network_state import NetworkState
from parts.waiting import wait_until
from scripted_desk import ScriptedDeskTestCase

ANSWER_SECONDS = 1.0
"""On a machine that has nothing else to do; elsewhere `BUSY_TIMES` what it takes in peace."""
BUSY_TIMES = 8.0
BACK_SECONDS = 20.0


class AnnexTestCase(ScriptedDeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        self.annex = self.open_annex()
        return super().write_config(
            DeskSettings(networks=[self.annex.network()], rooms=self.annex.rooms)
        )

    def setUp(self) -> None:
        super().setUp()
        self.pace_seconds = BACK_SECONDS
        in_peace = max(self.assert_pace() for _ in range(2))
        self.pace_seconds = max(ANSWER_SECONDS, BUSY_TIMES * in_peace)

    def open_annex(self) -> Annex:
        annex = Annex()
        self.addCleanup(annex.server.stop)
        annex.server.start()
        return annex

    def await_bot(self) -> None:
        super().await_bot()
        self.await_bot_in_annex()

    def await_bot_in_annex(self) -> None:
        wait_until(self.is_bot_in_annex, BACK_SECONDS, "the bot to be in the annex")

    def is_bot_in_annex(self) -> bool:
        def look(state: NetworkState) -> bool:
            room, bot = state.room(ROOM), state.visitor(BOT)
            return room is not None and bot in room.members

        return self.annex.server.do(look)

    def assert_pace(self) -> float:
        """A command on the healthy network is answered in time; returns after how many seconds."""
        number = self.ring()
        began = time.monotonic()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"), within=self.pace_seconds)
        return time.monotonic() - began
