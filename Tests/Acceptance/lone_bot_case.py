"""What the tests of the bot's bare IRC manners stand on: the bot, and a server they play."""

from __future__ import annotations

import unittest

from parts.counterpart import Caller, Counterpart
from parts.lone_bot import LoneBot

STOP_SECONDS = 5.0


class LoneBotCase(unittest.TestCase):
    """The bot is ended afterwards by SIGTERM, in time, in whatever state the test left it."""

    def counterpart(self) -> Counterpart:
        made = Counterpart()
        self.addCleanup(made.close)
        return made

    def bot(self, server: str, *irc: str, password: str = "sesame") -> LoneBot:
        """Started; in the clear unless `irc` says otherwise."""
        tls = [] if any(line.startswith("tls:") for line in irc) else ["tls: false"]
        made = LoneBot([f"server: {server}", *tls, *irc], password)
        self.addCleanup(self.end, made)
        made.start()
        return made

    def call(self, *irc: str, password: str = "sesame") -> Caller:
        """The first connection of a bot with this configuration."""
        server = self.counterpart()
        self.bot(server.address, *irc, password=password)
        return server.accept()

    def end(self, bot: LoneBot) -> None:
        if bot.process.is_running:
            bot.process.terminate(within=STOP_SECONDS)
