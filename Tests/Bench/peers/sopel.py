"""Sopel, in Python."""

from __future__ import annotations

from collections.abc import Sequence

from parts.loopback import HOST
from workshop.places import VENV

from .peer import Peer

PLUGIN = """from sopel import plugin


@plugin.command("ping")
def ping(bot, trigger):
    bot.say("pong " + (trigger.group(2) or ""))
"""

# It refuses to run as root, which a bench in a container may have to.
START = """import sys
import sopel.cli.run
sopel.cli.run.check_not_root = lambda: None
sys.argv = ["sopel", "start", "-c", {configuration!r}]
sys.exit(sopel.cli.run.main())
"""


class Sopel(Peer):
    name = "Sopel"
    nick = "sopel"

    def prepare(self) -> None:
        plugin = self.write("home/plugins/benchping.py", PLUGIN)
        self._configuration = self.write(
            "sopel.cfg",
            f"""[core]
nick = {self.nick}
host = {HOST}
port = {self.port}
use_ssl = false
owner = nobody
channels = "{self.room}"
prefix = !
help_prefix = !
homedir = {self.directory / "home"}
extra = {plugin.parent}
enable = benchping,coretasks
exclude = ping
logging_level = WARNING
db_type = sqlite
flood_max_wait = 0
antiloop_threshold = 0
""",
        )

    def command(self) -> Sequence[str]:
        start = START.format(configuration=str(self._configuration))
        return [str(VENV / "bin" / "python"), "-c", start]
