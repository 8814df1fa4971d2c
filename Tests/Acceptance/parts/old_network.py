"""A network of another time: ngIRCd, where nobody has an account."""

from __future__ import annotations

from collections.abc import Iterable

from .bot_door import BotDoor
from .irc_connection import Address
from .ngircd import NgIRCd
from .people import Person
from .process import temporary_directory


class OldNetwork:
    """One ngIRCd. Ports outlive `kill` and `restart`."""

    def __init__(self, is_throttled: bool = False, ping_seconds: int = 60) -> None:
        self.server = NgIRCd(temporary_directory("ngircd"), is_throttled, ping_seconds)

    @property
    def address(self) -> Address:
        return Address(self.server.port)

    @property
    def bot_door(self) -> BotDoor:
        authority = self.server.authority.certificate
        return BotDoor(self.server.port, self.server.tls_port, authority, has_accounts=False)

    def start(self) -> None:
        self.server.start()

    def stop(self) -> None:
        self.server.process.stop()

    def kill(self) -> None:
        """As by kill -9."""
        self.server.process.kill()

    def restart(self) -> None:
        self.server.start()

    def person(self, name: str, *rooms: str) -> Person:
        """Somebody whom the network knows by nick and host alone, connected and in the rooms."""
        return self._seat(Person(name, self.address), rooms)

    def stranger(self, nick: str, *rooms: str) -> Person:
        """The same: nothing tells a stranger from others but the nick."""
        return self.person(nick, *rooms)

    def _seat(self, person: Person, rooms: Iterable[str]) -> Person:
        person.connect()
        person.join(*rooms)
        return person
