"""SCRAM-SHA-256 with a whole server behind it: the bot comes in, or stops where it must."""

from __future__ import annotations

from lone_bot_case import LoneBotCase
from parts.bot_config import DeskSettings
from parts.lone_bot import sasl
from parts.people import BOT
from parts.scripted.scram import Honesty
from parts.scripted.terms import Terms
from parts.scripted_ircd import ScriptedIRCd
from parts.waiting import wait_until
from scripted_desk import ScriptedDeskTestCase

END_SECONDS = 20.0


class ComesIn(ScriptedDeskTestCase):
    settings = DeskSettings(mechanism="scram-sha-256")

    def test_and_works_under_its_account(self) -> None:
        self.claimed_case()
        self.assertEqual(self.server.do(lambda state: state.visitors[BOT].account), BOT)


class Stops(LoneBotCase):
    def setUp(self) -> None:
        self.server = ScriptedIRCd(Terms(mechanisms=("SCRAM-SHA-256",)))
        self.addCleanup(self.server.stop)
        self.server.add_account(BOT, "another")
        self.server.start()

    def test_at_a_wrong_password_for_good(self) -> None:
        """Nobody's account is locked by a bot that tries and tries."""
        bot = self.bot(self.server.bot_server, sasl("scram-sha-256", BOT))
        self.assertNotEqual(bot.process.await_end(END_SECONDS), 0)
        self.assertRegex(bot.log(), "refuses the login")
        self.assertEqual(self.server.bots.knocks, 1)

    def test_before_it_believes_a_server_that_only_says_so(self) -> None:
        self.server.terms.honesty = Honesty.WRONG_SIGNATURE
        self.bot(self.server.bot_server, sasl("scram-sha-256", BOT))
        self.server.await_line(self.server.bots, r"^AUTHENTICATE \*$")
        wait_until(lambda: self.server.bots.visits[0].is_gone, END_SECONDS, "the bot to leave")
        self.assertFalse(self.server.bots.visits[0].is_registered)
