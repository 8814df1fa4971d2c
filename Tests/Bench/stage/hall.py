"""A network to measure on: who comes in how, and what the daemon has to know about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parts.bot_door import BotDoor
from parts.irc_connection import Login
from parts.network import OfficeNetwork
from parts.old_network import OldNetwork
from parts.people import BOT
from parts.process import ServerProcess

PEOPLE = ("ann", "ben", "cem", "dee", "eve")
"""Five agents; whoever watches has no place at the desk."""


@dataclass(frozen=True)
class Hall:
    """One running IRC server; `login` gives a person's account where there are accounts."""

    name: str
    door: BotDoor
    login: Callable[[str], Login | None]
    stop: Callable[[], None]
    server: ServerProcess

    @property
    def port(self) -> int:
        return self.door.port


def inspircd_hall() -> Hall:
    """With services and accounts, and no flood limits."""
    network = OfficeNetwork()
    network.start([*PEOPLE, BOT])
    server = network.inspircd.process
    return Hall("InspIRCd", network.bot_door, network.login, network.stop, server)


def ngircd_hall() -> Hall:
    """Without accounts: people are known by host mask."""
    network = OldNetwork()
    network.start()
    server = network.server.process
    return Hall("ngIRCd", network.bot_door, lambda _: None, network.stop, server)
