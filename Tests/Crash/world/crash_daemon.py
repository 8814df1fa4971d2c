"""The daemon of a crash run: killed, frozen and started again, with or without the power shim."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from parts.bot_config import BotConfig
from parts.daemon import Daemon, binary
from parts.process import ServerProcess


class CrashDaemon(Daemon):
    """One process at a time; all of them append to one log."""

    def __init__(self, config: BotConfig) -> None:
        super().__init__(config)
        self._plain = self.process
        self.ends: list[float] = []
        """When each process ended by our hand, in Unix time."""

    def kill(self) -> None:
        """kill -9; the next start is without wiring."""
        super().kill()
        self.ends.append(time.time())
        self.process = self._plain

    def restart_politely(self, wiring: Mapping[str, str] | None = None) -> None:
        """SIGTERM and back, with these variables as well: what the log of the store held is in the
        store then."""
        if self.process.is_running:
            self.stop()
        self.process = self._plain if wiring is None else self._wired(wiring)
        self.start()

    def stop(self) -> None:
        """SIGTERM."""
        self.process.stop()
        self.ends.append(time.time())

    def _wired(self, wiring: Mapping[str, str]) -> ServerProcess:
        return ServerProcess(
            "casebell, wired",
            [str(binary()), "run", "--config", str(self.config.directory)],
            self.process.log,
            {**os.environ, **self.config.environment, **wiring},
            self.config.directory.parent,
        )

    def log_size(self) -> int:
        return self.process.log.stat().st_size if self.process.log.exists() else 0

    def log_since(self, size: int) -> str:
        with self.process.log.open("rb") as log:
            log.seek(size)
            return log.read().decode(errors="replace")
