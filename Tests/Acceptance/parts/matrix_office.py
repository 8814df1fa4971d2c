"""The office on Matrix: a homeserver with accounts and the desk's rooms, as somebody set it up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from .matrix_api import Account
from .matrix_person import MatrixPerson
from .people import BOT
from .process import temporary_directory
from .synapse import Synapse
from .synapse_files import UNHURRIED, RateLimits

OWNER = "sam"
"""Whoever makes the rooms is of the desk, as everybody in a closed room has to be."""
ACCOUNTS = ("dana", "bo", "sam", "lee", "zed", BOT)
"""Zed has an account of the homeserver and no place at the desk."""
ROOMS: Mapping[str, Sequence[str]] = {
    "#care": ("dana", "bo", "sam", "lee", BOT),
    "#approvals": ("sam", "lee", BOT),
}
"""Who is invited where."""
POWER_OF_BOT = 50
"""Enough for the topic."""


class MatrixOffice:
    """Rooms, accounts and port outlive `kill` and `restart`."""

    def __init__(self, limits: RateLimits = UNHURRIED) -> None:
        """The limits are the bot's alone: people are spared."""
        self.synapse = Synapse(temporary_directory("matrix-office"), limits)
        self.accounts: dict[str, Account] = {}

    @property
    def url(self) -> str:
        return self.synapse.url

    def start(self, rooms: Mapping[str, Sequence[str]] = ROOMS) -> None:
        """Returns when everybody can come in and the rooms are there."""
        self.synapse.start()
        with ThreadPoolExecutor() as together:
            made = together.map(self._register, ACCOUNTS)
            self.accounts = dict(zip(ACCOUNTS, made, strict=True))
        with contextlib.closing(MatrixPerson(self.synapse.port, self.accounts[OWNER])) as owner:
            for room, people in rooms.items():
                others = [name for name in people if name != OWNER]
                owner.make_room(room, invite=others, power={BOT: POWER_OF_BOT})

    def stop(self) -> None:
        self.synapse.stop()

    def kill(self) -> None:
        """The homeserver dies as by kill -9."""
        self.synapse.kill()

    def restart(self) -> None:
        self.synapse.restart()

    def person(self, name: str, *rooms: str) -> MatrixPerson:
        """Somebody with an account of that name, connected and in the rooms."""
        return self._seat(self.accounts[name], rooms)

    def stranger(self, localpart: str, *rooms: str) -> MatrixPerson:
        """Somebody new, with an account that is nobody's of the desk."""
        return self._seat(self.synapse.register_person(localpart), rooms)

    def _register(self, name: str) -> Account:
        """The bot logs in by itself, and bears what limits there are."""
        if name == BOT:
            return self.synapse.register(name)
        return self.synapse.register_person(name)

    def _seat(self, account: Account, rooms: Iterable[str]) -> MatrixPerson:
        person = MatrixPerson(self.synapse.port, account)
        person.connect()
        person.join(*rooms)
        return person
