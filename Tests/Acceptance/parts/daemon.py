"""`casebell` itself: the daemon as a process of its own, and its command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .bot_config import BotConfig
from .desk_api import DeskAPI
from .process import ServerProcess
from .waiting import wait_until

READY_SECONDS = 20.0
COMMAND_SECONDS = 120.0
REPOSITORY = Path(__file__).resolve().parents[3]
DEBUG_BUILD = REPOSITORY / ".build" / "debug" / "casebell"


def binary() -> Path:
    """The build under test: `CASEBELL_BIN`, or else the debug build."""
    found = Path(os.environ.get("CASEBELL_BIN", DEBUG_BUILD))
    assert found.exists(), f"{found} is missing: swift build first, or set CASEBELL_BIN"
    return found


def casebell(
    *arguments: str,
    config: BotConfig | None = None,
    directory: Path | None = None,
    redirection: str = "",
) -> subprocess.CompletedProcess[str]:
    """Runs the command line to its end, with the output of both kinds in hand.

    It is started in the directory, if one is given. A redirection, as a shell has it, takes some of
    the output elsewhere.
    """
    located = [] if config is None else ["--config", str(config.directory)]
    return subprocess.run(
        redirected([str(binary()), *arguments, *located], redirection),
        env=_environment(config),
        cwd=directory,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
    )


def redirected(command: Sequence[str], redirection: str) -> list[str]:
    """The command with a redirection as a shell has it, in the same process."""
    return ["sh", "-c", f'exec "$@" {redirection}', "sh", *command] if redirection else [*command]


class Daemon:
    """`casebell run` on one configuration; its state outlives `kill` and `restart`.

    Its output is in the process's log, unless a redirection takes it elsewhere.
    """

    def __init__(self, config: BotConfig, redirection: str = "") -> None:
        self.config = config
        self.api = DeskAPI(config.http_port)
        self.process = ServerProcess(
            "casebell",
            redirected([str(binary()), "run", "--config", str(config.directory)], redirection),
            config.directory.parent / "casebell.log",
            _environment(config),
            config.directory.parent,
        )

    def start(self) -> None:
        """Returns when store and links are up."""
        self.launch()
        wait_until(self._is_ready, READY_SECONDS, f"casebell to be ready; log {self.process.log}")

    def launch(self) -> None:
        """Returns at once: a link that is down would never be ready."""
        self.process.start()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def restart(self) -> None:
        """kill -9, if it runs, and back."""
        self.kill()
        self.start()

    def _is_ready(self) -> bool:
        self.process.assert_running()
        return self.api.is_ready()


def _environment(config: BotConfig | None) -> dict[str, str]:
    secrets = {} if config is None else config.environment
    return {**os.environ, **secrets}
