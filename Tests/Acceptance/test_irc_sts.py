"""Strict transport security: once a server wishes for TLS, nothing is said in the clear any more."""

from __future__ import annotations

import contextlib

from lone_bot_case import LoneBotCase
from parts.counterpart import Caller
from parts.lone_bot import LoneBot, sasl
from parts.people import BOT
from parts.scripted.door import Door
from parts.scripted.terms import Terms
from parts.scripted_ircd import ScriptedIRCd
from parts.waiting import Overdue, wait_until
from parts.wallet import wallet

ATTEMPT_SECONDS = 20.0
PASSWORD = "sesame"
DAY = 86_400
SECRETS = ("PASS", "AUTHENTICATE")


class STSCase(LoneBotCase):
    """A server with a plain door that wishes for TLS, and a door with TLS that wants it kept."""

    duration = DAY

    def setUp(self) -> None:
        self.server = ScriptedIRCd(Terms())
        self.addCleanup(self.server.stop)
        self.server.add_account(BOT, PASSWORD)
        self.secure = self.server.add_door(Door(wallet()["good"]))
        self.plain = self.server.bots
        self.plain.sts = f"port={self.secure.port}"
        self.secure.sts = f"duration={self.duration}"
        self.server.start()

    def send_the_bot(self) -> LoneBot:
        """Configured for the plain door and its account."""
        tls = f"tls: {{ enabled: false, ca: {wallet()['authority'].certificate} }}"
        return self.bot(self.server.bot_server, tls, sasl("plain", BOT), password=PASSWORD)

    def await_bot_in(self, door: Door, visit: int = 1) -> None:
        """Until the visit with that number is welcome there."""

        def look() -> bool:
            return len(door.visits) >= visit and door.visits[visit - 1].is_registered

        wait_until(look, ATTEMPT_SECONDS, "the bot to be in")

    def assert_nothing_said_in_the_clear(self) -> None:
        for visitor in self.plain.visits:
            said = {line.command for line in visitor.lines}
            self.assertLessEqual(said, {"CAP", "NICK", "USER", "QUIT"})
            self.assertNotIn("END", {line.parameter(0) for line in visitor.lines})


class Upgrade(STSCase):
    def test_it_comes_back_by_tls_and_logs_in_there(self) -> None:
        self.send_the_bot()
        self.await_bot_in(self.secure)
        self.assertEqual(self.plain.knocks, 1)
        self.assert_nothing_said_in_the_clear()
        self.assertEqual(self.server.do(lambda state: state.visitors[BOT].account), BOT)

    def test_and_stays_with_it(self) -> None:
        self.send_the_bot()
        self.await_bot_in(self.secure)
        for visit in (2, 3):
            self.server.close(BOT, "closing link")
            self.await_bot_in(self.secure, visit)
        self.assertEqual(self.plain.knocks, 1)

    def test_also_after_the_daemon_was_killed(self) -> None:
        bot = self.send_the_bot()
        self.await_bot_in(self.secure)
        self.server.close(BOT, "closing link")
        self.await_bot_in(self.secure, 2)
        bot.process.kill()
        bot.start()
        self.await_bot_in(self.secure, 3)
        self.assertEqual(self.plain.knocks, 1)

    def test_another_port_in_a_policy_over_tls_is_ignored(self) -> None:
        self.secure.sts = f"duration={DAY},port=1"
        self.send_the_bot()
        self.await_bot_in(self.secure)
        self.server.close(BOT, "closing link")
        self.await_bot_in(self.secure, 2)

    def test_until_the_server_takes_it_back(self) -> None:
        self.send_the_bot()
        self.await_bot_in(self.secure)
        self.secure.sts, self.plain.sts = "duration=0", None
        self.server.close(BOT, "closing link")
        self.await_bot_in(self.secure, 2)
        self.server.close(BOT, "closing link")
        self.await_bot_in(self.plain, 2)


class NoWayBack(STSCase):
    def test_a_bad_certificate_afterwards(self) -> None:
        self.send_the_bot()
        self.await_bot_in(self.secure)
        self.server.shut(self.secure)
        self.secure.certificate = wallet()["self-signed"]
        self.server.open(self.secure)
        before = self.secure.knocks
        wait_until(lambda: self.secure.knocks > before, ATTEMPT_SECONDS, "another attempt")
        self.assert_does_not_come_in()
        self.assertEqual(self.plain.knocks, 1)

    def test_a_bad_certificate_at_once(self) -> None:
        self.secure.certificate = wallet()["for another name"]
        self.server.shut(self.secure)
        self.server.open(self.secure)
        self.send_the_bot()
        wait_until(lambda: self.secure.knocks, ATTEMPT_SECONDS, "an attempt by TLS")
        self.assert_does_not_come_in()
        self.assert_nothing_said_in_the_clear()

    def test_tls_is_down(self) -> None:
        self.send_the_bot()
        self.await_bot_in(self.secure)
        self.server.shut(self.secure)
        self.assert_does_not_come_in()
        self.assertEqual(self.plain.knocks, 1)
        self.server.open(self.secure)
        self.await_bot_in(self.secure, 2)

    def assert_does_not_come_in(self) -> None:
        """For some attempts."""
        with contextlib.suppress(Overdue):
            wait_until(lambda: self.server.is_here(BOT), 1.5, "the bot to come in after all")
            self.fail("it came in")


class InTheClear(LoneBotCase):
    """Line by line, at the plain port."""

    def begin(self) -> Caller:
        return self.call(sasl("plain"), "password: { env: CASEBELL_PASSWORD }")

    def test_after_the_wish_nothing_more_is_said(self) -> None:
        caller = self.begin()
        self.assertEqual(caller.line(), "CAP LS 302")
        caller.send(f"CAP * LS :sasl=PLAIN sts=port={self.counterpart().port}")
        for line in caller.rest():
            self.assertNotIn(line.partition(" ")[0], SECRETS)
            self.assertNotIn("CAP", line)

    def test_what_is_no_policy_is_no_reason_to_leave(self) -> None:
        for value in ("", "=", "=duration=600", "=port=0", "=port=x", "=port=70000"):
            with self.subTest(value):
                caller = self.begin()
                self.assertEqual(caller.offer(f"sasl=PLAIN sts{value}"), "AUTHENTICATE PLAIN")

    def test_a_wish_that_comes_later_counts_as_well(self) -> None:
        caller = self.begin()
        self.assertEqual(caller.offer("cap-notify sasl=PLAIN"), "AUTHENTICATE PLAIN")
        caller.send(f"CAP * NEW :sts=port={self.counterpart().port}")
        self.assertNotIn("AUTHENTICATE", {line.partition(" ")[0] for line in caller.rest()})
