"""The daemon of a crash run: killed, frozen and started again, with or without the power shim."""

from __future__ import annotations

import os
from collections.abc import Mapping

from parts.bot_config import BotConfig
from parts.daemon import Daemon, binary
from parts.process import ServerProcess


class CrashDaemon(Daemon):
    """One process at a time; all of them append to one log."""

    def __init__(self, config: BotConfig) -> None:
        super().__init__(config)
        self._plain = self.process

    def wire(self, wiring: Mapping[str, str] | None) -> None:
        """The next start is with these variables as well, or without any again."""
        if wiring is None:
            self.process = self._plain
            return
        self.process = ServerProcess(
            "casebell, wired",
            [str(binary()), "run", "--config", str(self.config.directory)],
            self.process.log,
            {**os.environ, **self.config.environment, **wiring},
            self.config.directory.parent,
        )

    def restart_politely(self) -> None:
        """SIGTERM and back: what the log of the store held is in the store then."""
        self.process.stop()
        self.start()

    def log_size(self) -> int:
        return self.process.log.stat().st_size if self.process.log.exists() else 0

    def log_since(self, size: int) -> str:
        with self.process.log.open("rb") as log:
            log.seek(size)
            return log.read().decode(errors="replace")
