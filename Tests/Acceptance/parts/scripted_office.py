"""The office on the scripted server: as comfortable as InspIRCd, and able to misbehave."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .bot_door import BotDoor
from .irc_connection import Address, Login
from .people import BOT, Person
from .scripted.terms import Terms
from .scripted_ircd import ScriptedIRCd

ACCOUNTS = ("dana", "bo", "sam", "lee", "zed", BOT)
"""As in the real office: Zed has no place at the desk."""


class ScriptedOffice:
    """People come in by a plain door, the bot by its own, which can be shut and opened."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.server = ScriptedIRCd(terms)
        for account in ACCOUNTS:
            self.server.add_account(account, self.login(account).password)

    @property
    def address(self) -> Address:
        return self.server.address

    @property
    def bot_door(self) -> BotDoor:
        return BotDoor(self.server.bots.port, self.server.bots.port, Path("/dev/null"))

    def start(self) -> None:
        self.server.start()

    def stop(self) -> None:
        self.server.stop()

    def login(self, account: str) -> Login:
        return Login(account, f"{account}-password")

    def person(self, name: str, *rooms: str) -> Person:
        """Somebody with an account of that name, connected and in the rooms."""
        return self._seat(Person(name, self.address, self.login(name)), rooms)

    def stranger(self, nick: str, *rooms: str) -> Person:
        """Somebody without an account."""
        return self._seat(Person(nick, self.address), rooms)

    def lose_bot(self) -> None:
        """The bot is cut off and cannot come back."""
        self.server.shut(self.server.bots)

    def let_bot_in(self) -> None:
        self.server.open(self.server.bots)

    def _seat(self, person: Person, rooms: Iterable[str]) -> Person:
        person.connect()
        person.join(*rooms)
        return person
