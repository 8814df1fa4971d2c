"""The desk on a healthy network, and the annex beside it, where things go wrong."""

from __future__ import annotations

import os
from pathlib import Path

import wording
from parts.annex import ROOM, Annex
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.people import BOT
from parts.scripted.network_state import NetworkState
from parts.waiting import wait_until
from scripted_desk import ScriptedDeskTestCase

ANSWER_SECONDS = 2.0
"""Where there is a processor for everybody who wants one."""
BACK_SECONDS = 20.0


class AnnexTestCase(ScriptedDeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        self.annex = self.open_annex()
        return super().write_config(
            DeskSettings(networks=[self.annex.network()], rooms=self.annex.rooms)
        )

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

    def assert_pace(self) -> None:
        """A command on the healthy network is answered within two seconds."""
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        within = ANSWER_SECONDS * crowding()
        self.dana.expect_answer(wording.claimed(number, "dana"), within=within)


def crowding() -> float:
    """How many want each processor, at this moment or in the last minute; at least one."""
    last_minute, _, _, running, *_ = Path("/proc/loadavg").read_text().replace("/", " ").split()
    return max(1.0, max(float(last_minute), float(running)) / (os.cpu_count() or 1))
