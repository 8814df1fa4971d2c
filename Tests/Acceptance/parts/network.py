"""The office: an IRC network with accounts, as a contact centre would run it."""

from __future__ import annotations

import functools
import socket
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from .anope import Anope
from .bot_door import BotDoor
from .inspircd import UNHURRIED, FloodLimits, InspIRCd
from .irc_connection import Address, IRCConnection, Login
from .loopback import HOST
from .people import BOT, Person
from .process import temporary_directory
from .waiting import wait_until

SERVICES_SECONDS = 20.0
ACCOUNTS = ("dana", "bo", "sam", "lee", "zed", BOT)
"""Zed has an account of the network and no place at the desk."""


class OfficeNetwork:
    """InspIRCd with Anope and its accounts. Ports and accounts outlive `kill` and `restart`."""

    def __init__(
        self,
        limits: FloodLimits = UNHURRIED,
        ping_seconds: int = 60,
        limits_for_people: FloodLimits | None = None,
    ) -> None:
        directory = temporary_directory("office")
        for part in ("inspircd", "anope"):
            (directory / part).mkdir()
        self.inspircd = InspIRCd(
            directory / "inspircd", limits, ping_seconds, limits_for_people
        )
        self.anope = Anope(directory / "anope", self.inspircd.services_port)

    @property
    def address(self) -> Address:
        return Address(self.inspircd.port)

    @property
    def tls_address(self) -> Address:
        return Address(self.inspircd.tls_port, self.inspircd.authority.certificate)

    @property
    def server(self) -> InspIRCd:
        return self.inspircd

    @property
    def bot_door(self) -> BotDoor:
        authority = self.inspircd.authority.certificate
        return BotDoor(self.inspircd.port, self.inspircd.tls_port, authority)

    def start(self, accounts: Sequence[str] = ACCOUNTS) -> None:
        """Returns when the accounts can log in."""
        self.inspircd.start()
        self.anope.start()
        self.await_services()
        with ThreadPoolExecutor() as together:
            list(together.map(self.register, accounts))
        self.anope.await_saved(accounts)

    def stop(self) -> None:
        self.anope.process.stop()
        self.inspircd.process.stop()

    def kill(self) -> None:
        """The IRC server dies as by kill -9; the services stay and wait for it."""
        self.inspircd.process.kill()

    def kill_services(self) -> None:
        """The services die as by kill -9; what they had saved by then is all they know later."""
        self.anope.process.kill()

    def restart_services(self) -> None:
        """Returns when accounts can log in again."""
        wait_until(lambda: not self._offers_sasl(), SERVICES_SECONDS, "the services to be gone")
        self.anope.start()
        self.await_services()

    def restart(self) -> None:
        """The IRC server comes back on its ports; returns when the services have linked."""
        self.inspircd.start()
        self.await_services()

    def register(self, account: str) -> None:
        """Makes an account through NickServ, as its owner would."""
        visitor = IRCConnection(self.address, account, heard=lambda _: None)
        visitor.register(None)
        password = self.login(account).password
        visitor.ask(f"PRIVMSG NickServ :REGISTER {password} {account}@office.test", "900")
        visitor.close()

    def login(self, account: str) -> Login:
        return Login(account, f"{account}-password")

    def person(self, name: str, *rooms: str) -> Person:
        """Somebody with an account of that name, connected and in the rooms."""
        return self._seat(Person(name, self.address, self.login(name)), rooms)

    def stranger(self, nick: str, *rooms: str) -> Person:
        """Somebody without an account."""
        return self._seat(Person(nick, self.address), rooms)

    def _seat(self, person: Person, rooms: Iterable[str]) -> Person:
        person.connect()
        person.join(*rooms)
        return person

    def await_services(self) -> None:
        """Until accounts can log in."""
        def has_linked() -> bool:
            self.anope.process.assert_running()
            return self._offers_sasl()

        wait_until(has_linked, SERVICES_SECONDS, "the services to link")

    def _offers_sasl(self) -> bool:
        """The server offers SASL exactly while its services are there."""
        self.inspircd.process.assert_running()
        with socket.create_connection((HOST, self.inspircd.port), timeout=5) as probe:
            probe.sendall(b"CAP LS 302\r\n")
            return b"sasl" in probe.recv(4096)


@functools.cache
def shared_office() -> OfficeNetwork:
    """One network for all tests of this process that do not harm it; ends with the process."""
    office = OfficeNetwork()
    office.start()
    return office
