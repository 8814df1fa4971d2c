"""What goes wrong between the bot and its network, and what it takes until all is well again."""

from __future__ import annotations

import time
from enum import Enum

from parts.network import OfficeNetwork
from parts.old_network import OldNetwork
from parts.relay import Manner, Relay

Network = OfficeNetwork | OldNetwork

STOPPED_SECONDS = 31.0
"""Longer than a silent link may pass for alive (28 s)."""


class Kind(Enum):
    """The kinds of disconnect, as the table at the end names them."""

    RST = "RST"
    FIN = "FIN"
    HALF_OPEN = "half-open"
    UNPLUGGED = "half-open, server knows"
    GHOST = "RST, server unaware (ghost)"
    KILLED = "server killed"
    STOPPED = "server stopped, 31 s"
    SERVICES = "services killed, RST"


MANNERS = {
    Kind.RST: Manner.RST,
    Kind.FIN: Manner.FIN,
    Kind.HALF_OPEN: Manner.HALF_OPEN,
    Kind.UNPLUGGED: Manner.UNPLUGGED,
    Kind.GHOST: Manner.GHOST,
}


class Calamity:
    """One disconnect, from the strike to the moment when the world is whole again."""

    def __init__(self, kind: Kind, network: Network, relay: Relay) -> None:
        self.kind = kind
        self.struck_at: float | None = None
        self.needs_mending = False
        self._is_server_back = False
        self._network = network
        self._relay = relay

    def strike(self) -> None:
        """Once; may be called from the relay's thread."""
        if self.struck_at is not None:
            return
        self.struck_at = time.monotonic()
        match self.kind:
            case Kind.KILLED:
                self._relay.close()
                self._network.kill()
            case Kind.STOPPED:
                self._network.server.process.freeze()
            case Kind.SERVICES:
                assert isinstance(self._network, OfficeNetwork)
                self._network.kill_services()
                self._relay.cut(Manner.RST)
            case _:
                self._relay.cut(MANNERS[self.kind])
        self.needs_mending = True

    @property
    def can_wait(self) -> bool:
        """The day can go on before it is mended."""
        return self.kind is Kind.SERVICES

    def bring_server_back(self) -> None:
        """People can come in again afterwards; the bot when the relay opens. Once."""
        if self.struck_at is None or self._is_server_back:
            return
        self._is_server_back = True
        match self.kind:
            case Kind.KILLED:
                self._network.restart()
            case Kind.STOPPED:
                time.sleep(max(0.0, self.struck_at + STOPPED_SECONDS - time.monotonic()))
                self._network.server.process.thaw()
            case Kind.SERVICES:
                assert isinstance(self._network, OfficeNetwork)
                self._network.restart_services()
            case _:
                pass
