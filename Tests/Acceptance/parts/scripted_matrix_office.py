"""The office on a homeserver of the tests' own, which does what no real one does on demand."""

from __future__ import annotations

from .homeserver.state import Terms
from .matrix_actor import full_user
from .matrix_office import OWNER, ROOMS
from .matrix_person import MatrixPerson
from .people import BOT
from .scripted_homeserver import ScriptedHomeserver


class ScriptedMatrixOffice:
    """With the accounts and rooms of `MatrixOffice`; the bot is invited."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.server = ScriptedHomeserver(terms)
        self.rooms: dict[str, str] = {}
        """Their ids."""

    @property
    def url(self) -> str:
        return self.server.url

    def start(self) -> None:
        self.server.open()
        self.server.add_user(BOT, f"{BOT}-password")
        for room, names in ROOMS.items():
            people = [full_user(name) for name in names if name not in (BOT, OWNER)]
            self.rooms[room] = self.server.make_room(room, *people, by=full_user(OWNER))
            self.server.invite(self.rooms[room], full_user(BOT))

    def stop(self) -> None:
        self.server.shut()

    def person(self, name: str, *rooms: str) -> MatrixPerson:
        person = MatrixPerson(self.server.port, self.server.account(name))
        person.connect()
        person.join(*rooms)
        return person
