"""Where the bot comes in to a network, and how that network tells people apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BotDoor:
    """A server's ports, the authority that signed it, and whether people have accounts there."""

    port: int
    tls_port: int
    authority: Path
    has_accounts: bool = True

    def mask(self, nick: str) -> str:
        """Who a person is where there are no accounts: everybody comes from this machine."""
        return f"{nick}!~{nick}@127.0.0.1"
