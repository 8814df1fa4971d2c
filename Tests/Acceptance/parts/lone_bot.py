"""The daemon with one IRC network and nothing else: neither desk nor HTTP."""

from __future__ import annotations

import os
from collections.abc import Sequence

from .daemon import binary
from .process import ServerProcess, temporary_directory

RECONNECT = "reconnect: { first: 100ms, longest: 300ms }"


class LoneBot:
    """`irc` is what stands under that key; the password comes by the environment."""

    def __init__(self, irc: Sequence[str], password: str = "sesame") -> None:
        self.directory = temporary_directory("lone")
        config = self.directory / "bot-config"
        config.mkdir()
        entries = [*irc, "nick: casebell"]
        if not any(line.startswith("reconnect:") for line in irc):
            entries.append(RECONNECT)
        (config / "casebell.yaml").write_text(
            f"state: {self.directory / 'state'}\n"
            "log: { level: debug, format: text }\n"
            "networks:\n  - name: net\n    irc:\n"
            + "".join(f"      {entry}\n" for entry in entries)
        )
        self.process = ServerProcess(
            "casebell",
            [str(binary()), "run", "--config", str(config)],
            self.directory / "casebell.log",
            {**os.environ, "CASEBELL_PASSWORD": password},
            self.directory,
        )

    def start(self) -> None:
        self.process.start()

    def log(self) -> str:
        return self.process.log.read_text(errors="replace")


def sasl(mechanism: str, account: str = "jilles") -> str:
    """The line that configures it."""
    password = "{ env: CASEBELL_PASSWORD }"
    return f"sasl: {{ mechanism: {mechanism}, account: {account}, password: {password} }}"
