"""The server was away and is back: how soon is the bot? The figures are printed."""

from __future__ import annotations

import time

from desk import DeskTestCase
from parts.bot_config import CARE, DeskSettings
from parts.network import OfficeNetwork
from parts.waiting import wait_until

BACK_SECONDS = 5.0
"""Promised are 2 s; a busy machine may be slower."""

AWAY_SECONDS = (0.5, 5.0, 15.0)


class TheServerReturns(DeskTestCase):
    office: OfficeNetwork
    settings = DeskSettings(is_tls=True, reconnect=None)

    def open_office(self) -> OfficeNetwork:
        return self.open_own_office()

    def test_the_bot_is_back_soon(self) -> None:
        for away in AWAY_SECONDS:
            with self.subTest(away=away):
                self.office.kill()
                self.dana.await_disconnected()
                wait_until(lambda: not self.api.is_ready(), BACK_SECONDS, "the link to be down")
                time.sleep(away)  # The length of the outage is what is tested.
                self.office.server.start()
                began = time.monotonic()
                wait_until(self.api.is_ready, 60.0, "the bot to be in its rooms")
                took = time.monotonic() - began
                self.office.await_services()
                self.dana.reconnect()
                self.dana.await_in_room(CARE)
                print(f"away for {away:g} s: back in its rooms {took:.2f} s after the server")
                self.assertLessEqual(took, BACK_SECONDS)
