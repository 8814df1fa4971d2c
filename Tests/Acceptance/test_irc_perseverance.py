"""A server that does not let the bot in, now or ever: it stays, tries again, and can be ended."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from lone_bot_case import STOP_SECONDS, LoneBotCase
from parts.counterpart import Caller, Counterpart
from parts.lone_bot import LoneBot, sasl
from parts.loopback import HOST, free_port
from parts.open_sockets import SocketWatch, remote_ends
from parts.waiting import Overdue, wait_until

ATTEMPTS = 5
GLANCE_SECONDS = 0.5
WELCOME = (
    ":irc.test 001 casebell :Welcome",
    ":irc.test 005 casebell CHANTYPES=# :are supported",
    ":irc.test 422 casebell :no MOTD",
)


class AServerThatNeverFinishes(LoneBotCase):
    """In none of these does the daemon end by itself."""

    def test_says_nothing(self) -> None:
        self.check_patience(lambda caller: None)

    def test_lists_capabilities_without_end(self) -> None:
        def lists(caller: Caller) -> None:
            for number in range(2000):
                caller.send(f"CAP * LS * :example.org/feature-{number}")

        self.check_patience(lists)

    def test_only_pings(self) -> None:
        def pings(caller: Caller) -> None:
            for number in range(5):
                caller.send(f"PING :{number}")
                while caller.line() != f"PONG {number}":
                    pass

        self.check_patience(pings)

    def test_leaves_the_login_open(self) -> None:
        caller, bot = self.begin(sasl("plain"))
        self.assertEqual(caller.offer("sasl=PLAIN"), "AUTHENTICATE PLAIN")
        self.assert_waits(caller, bot)

    def test_knows_no_capabilities_and_no_welcome(self) -> None:
        caller, bot = self.begin()
        caller.line()
        caller.send(":irc.test 421 * CAP :Unknown command")
        self.assert_waits(caller, bot)

    def check_patience(self, conduct: Callable[[Caller], None]) -> None:
        caller, bot = self.begin()
        self.assertEqual(caller.line(), "CAP LS 302")
        conduct(caller)
        self.assert_waits(caller, bot)

    def assert_waits(self, caller: Caller, bot: LoneBot) -> None:
        with self.assertRaises(Overdue):
            while line := caller.line(within=GLANCE_SECONDS):
                self.assertNotIn("QUIT", line)
            self.fail("the bot ended the connection")
        bot.process.assert_running()

    def begin(self, *irc: str) -> tuple[Caller, LoneBot]:
        server = self.counterpart()
        bot = self.bot(server.address, *irc)
        return server.accept(), bot


class Again(LoneBotCase):
    def test_within_the_time_that_is_configured(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address, "reconnect: { first: 50ms, longest: 200ms }")
        # The first comes when the process has started.
        server.accept().close()
        for _ in range(ATTEMPTS - 1):
            server.accept(within=1).close()
        server.accept(within=1).send("ERROR :Trying to reconnect too fast.")
        bot.process.assert_running()

    def test_when_nobody_listens_yet(self) -> None:
        server = self.counterpart()
        server.close()
        bot = self.bot(server.address)
        wait_until(lambda: "Disconnected" in bot.log(), 20, "a first attempt")
        self.addCleanup((opened := Counterpart(server.port)).close)
        opened.accept(within=1)


class NobodyElse(LoneBotCase):
    def test_is_called_but_the_server(self) -> None:
        server = self.counterpart()
        bot = self.bot(f"localhost:{server.port}")
        watch = SocketWatch(bot.process.pid)
        caller = server.accept()
        caller.offer("server-time")
        caller.send(*WELCOME)
        with self.assertRaises(Overdue):
            while caller.line(within=1):
                pass
        self.assertEqual({port for _, port in watch.stop()}, {server.port})


class SIGTERM(LoneBotCase):
    """Ends it within five seconds, and in peace, in whatever state it is."""

    def test_while_connecting(self) -> None:
        with socket.create_server((HOST, 0), backlog=0) as full:
            port = full.getsockname()[1]
            waiting = [socket.socket() for _ in range(4)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex((HOST, port))
            bot = self.bot(f"{HOST}:{port}")
            pid = bot.process.pid
            wait_until(lambda: (HOST, port) in remote_ends(pid), 20, "a connection half open")
            self.check(bot)
            for one in waiting:
                one.close()

    def test_while_the_handshake_hangs(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address, "tls: true")
        server.accept()
        self.check(bot)

    def test_while_waiting_for_the_next_attempt(self) -> None:
        bot = self.bot(f"{HOST}:{free_port()}", "reconnect: { first: 1m, longest: 5m }")
        wait_until(lambda: "Disconnected" in bot.log(), 20, "a first attempt")
        self.check(bot)

    def test_while_registering(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address)
        server.accept().line()
        self.check(bot)

    def test_in_the_midst_of_the_login(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address, sasl("plain"))
        server.accept().offer("sasl")
        self.check(bot)

    def test_when_it_is_in(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address)
        caller = server.accept()
        caller.offer("")
        caller.send(*WELCOME)
        wait_until(lambda: "registered as" in bot.log(), 20, "the bot to be in")
        self.check(bot)
        self.assertIn("QUIT", caller.rest()[-1])

    def check(self, bot: LoneBot) -> None:
        began = time.monotonic()
        self.assertEqual(bot.process.terminate(within=STOP_SECONDS), 0)
        self.assertLess(time.monotonic() - began, STOP_SECONDS)
