"""Errbot, in Python."""

from __future__ import annotations

from collections.abc import Sequence

from parts.loopback import HOST
from workshop.places import VENV

from .peer import Peer

PLUGIN_DESCRIPTION = """[Core]
Name = Benchping
Module = benchping
[Python]
Version = 3
[Documentation]
Description = ping
"""

PLUGIN = """from errbot import BotPlugin, botcmd


class Benchping(BotPlugin):
    @botcmd
    def ping(self, msg, args):
        return "pong " + args
"""


class Errbot(Peer):
    name = "Errbot"
    nick = "errbot"

    def prepare(self) -> None:
        self.write("plugins/benchping/benchping.plug", PLUGIN_DESCRIPTION)
        self.write("plugins/benchping/benchping.py", PLUGIN)
        (self.directory / "data").mkdir()
        self._configuration = self.write(
            "config.py",
            f"""import logging
BACKEND = "IRC"
BOT_DATA_DIR = {str(self.directory / "data")!r}
BOT_EXTRA_PLUGIN_DIR = {str(self.directory / "plugins")!r}
BOT_LOG_FILE = {str(self.directory / "errbot.log")!r}
BOT_LOG_LEVEL = logging.WARNING
BOT_ADMINS = ("nobody!*@*",)
CORE_PLUGINS = ("ACLs", "ChatRoom", "Utils", "Help")
BOT_IDENTITY = {{"nickname": {self.nick!r}, "server": {HOST!r}, "port": {self.port}}}
CHATROOM_PRESENCE = ({self.room!r},)
CHATROOM_FN = {self.nick!r}
BOT_PREFIX = "!"
IRC_CHANNEL_RATE = None
IRC_PRIVATE_RATE = None
""",
        )

    def command(self) -> Sequence[str]:
        return [str(VENV / "bin" / "errbot"), "-c", str(self._configuration)]
