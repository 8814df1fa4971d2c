"""maubot, in Python, with one plugin by itself."""

from __future__ import annotations

from collections.abc import Sequence

from parts.loopback import HOST, free_port
from workshop.places import MATRIX_VENV

from .matrix_peer import MatrixPeer

DESCRIPTION = """maubot: 0.1.0
id: test.bench.ping
version: 1.0.0
license: MIT
modules: [benchping]
main_class: BenchPing
"""

PLUGIN = """from maubot import MessageEvent, Plugin
from maubot.handlers import command


class BenchPing(Plugin):
    @command.new("ping")
    @command.argument("text", pass_raw=True, required=False)
    async def ping(self, event: MessageEvent, text: str = "") -> None:
        await event.respond("pong " + text)
"""


class Maubot(MatrixPeer):
    name = "maubot"
    nick = "maubot"

    def prepare(self) -> None:
        self._description = self.write("plugin/maubot.yaml", DESCRIPTION)
        self.write("plugin/benchping/__init__.py", PLUGIN)
        self._configuration = self.write("config.yaml", self._settings())

    def command(self) -> Sequence[str]:
        return [
            "/usr/bin/env",
            f"--chdir={self._description.parent}",
            str(MATRIX_VENV / "bin" / "python"),
            "-m",
            "maubot.standalone",
            "-m",
            str(self._description),
            "-c",
            str(self._configuration),
        ]

    def _settings(self) -> str:
        return f"""user:
  credentials:
    id: "{self.account.user_id}"
    homeserver: {self.homeserver.url}
    access_token: {self.account.token}
    device_id:
  sync: true
  appservice: false
  hs_token:
  autojoin: true
  displayname: disable
  avatar_url: disable
  ignore_initial_sync: false
  ignore_first_sync: false
server: {{ hostname: {HOST}, port: {free_port()}, base_path: /,
  public_url: "http://{HOST}" }}
database: sqlite:{self.directory}/bot.db
crypto_db_pickle_key: mau.crypto
database_opts: {{ min_size: 1, max_size: 10 }}
plugin_config: {{}}
logging:
  version: 1
  handlers: {{ console: {{ class: logging.StreamHandler }} }}
  loggers:
    maubot: {{ level: WARNING }}
    mau: {{ level: WARNING }}
    aiohttp: {{ level: WARNING }}
  root: {{ level: WARNING, handlers: [console] }}
"""
