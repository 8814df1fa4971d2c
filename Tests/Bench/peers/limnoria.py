"""Limnoria, in Python."""

from __future__ import annotations

from collections.abc import Sequence

from parts.loopback import HOST
from workshop.places import VENV

from .peer import Peer

PLUGINS = ("Admin", "Channel", "Config", "Misc", "Network", "Owner", "User", "Utilities")
DIRECTORIES = ("conf", "data", "log", "backup", "plugins", "data.tmp", "data.web")


class Limnoria(Peer):
    name = "Limnoria"
    nick = "limnoria"
    word = "echo pong"

    def prepare(self) -> None:
        plugins = "\n".join(f"supybot.plugins.{name}: True" for name in PLUGINS)
        directories = "\n".join(
            f"supybot.directories.{name}: {self.directory / name}" for name in DIRECTORIES
        )
        self._configuration = self.write(
            "limnoria.conf",
            f"""supybot.nick: {self.nick}
supybot.ident: {self.nick}
supybot.user: bench
supybot.networks: bench
supybot.networks.bench.servers: {HOST}:{self.port}
supybot.networks.bench.channels: {self.room}
supybot.networks.bench.ssl: False
supybot.reply.whenAddressedBy.chars: !
supybot.reply.withNickPrefix: False
supybot.abuse.flood.command: False
supybot.abuse.flood.command.invalid: False
supybot.abuse.flood.ctcp: False
supybot.protocols.irc.throttleTime: 0.0
supybot.protocols.irc.queuing.duplicates: True
supybot.protocols.irc.queuing.rateLimit.join: 0.0
{directories}
supybot.plugins: {" ".join(PLUGINS)}
{plugins}
supybot.log.level: WARNING
supybot.log.stdout: False
supybot.flush: False
""",
        )

    def command(self) -> Sequence[str]:
        return [str(VENV / "bin" / "limnoria"), "--allow-root", str(self._configuration)]
