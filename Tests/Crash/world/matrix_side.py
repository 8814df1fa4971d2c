"""The rooms of one world on the homeserver, and the people who sit there."""

from __future__ import annotations

import contextlib
import itertools
import secrets
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import wording
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.matrix_actor import full_alias, full_user
from parts.matrix_api import AWAY, MatrixRefused
from parts.matrix_office import OWNER
from parts.matrix_person import MatrixPerson
from parts.people import BOT
from parts.waiting import Overdue, wait_until

from .homeserver import Homeserver
from .room_record import RoomRecord

LOBBY = "#lobby"
"""Everybody may come in there: no customer's words."""
PEOPLE: Mapping[str, Sequence[str]] = {
    CARE: ("dana", "bo", "sam", "lee"),
    APPROVALS: ("sam", "lee"),
    LOBBY: ("sam", "lee"),
}
POWER_OF_BOT = 50
ONLOOKER = "lee"
BACK_SECONDS = 45.0
FENCE_SECONDS = 8.0
QUIET_SECONDS = 0.7
QUIET_WITHIN_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.1
FIRST_FENCE = 800_000


class MatrixSide:
    """Made before the daemon's configuration, opened before the daemon starts."""

    def __init__(self, homeserver: Homeserver, has_lobby: bool) -> None:
        self.homeserver = homeserver
        self.people: dict[str, MatrixPerson] = {}
        self.records: dict[str, RoomRecord] = {}
        token = secrets.token_hex(4)
        rooms = [CARE, APPROVALS, *([LOBBY] if has_lobby else [])]
        self._aliases = {room: f"{room}-{token}" for room in rooms}
        self._fences = itertools.count(FIRST_FENCE)
        self._asked: list[int] = []

    def settle(self, settings: DeskSettings) -> DeskSettings:
        """The queue's rooms on Matrix beside those on IRC, and everybody's second account."""
        return replace(
            settings,
            networks=[self.homeserver.network],
            rooms=[self._entry(room) for room in self._aliases],
            care=("care", *(_name(room) for room in self._aliases if room != APPROVALS)),
            approvals=("approvals", _name(APPROVALS)),
            accounts={name: f'matrix: "{full_user(name)}"' for name in PEOPLE[CARE]},
        )

    def open(self) -> None:
        office = self.homeserver.office
        port = office.synapse.port
        self.people = {name: MatrixPerson(port, office.accounts[name]) for name in PEOPLE[CARE]}
        with contextlib.closing(MatrixPerson(port, office.accounts[OWNER])) as owner:
            rooms = {room: self._make(room, owner) for room in self._aliases}
        with ThreadPoolExecutor() as together:
            list(together.map(lambda person: self._seat(person, rooms), self.people.values()))
        onlooker = self.people[ONLOOKER]
        self.records = {room: RoomRecord(room, id, onlooker) for room, id in rooms.items()}

    def close(self) -> None:
        """Nobody comes back: a new world has rooms of its own."""
        owner = self.people[OWNER]
        for person in self.people.values():
            person.drop()
            for room in self.records:
                # A homeserver that is away does no harm here.
                with contextlib.suppress(MatrixRefused, *AWAY):
                    if person is owner:
                        owner.kick(room, BOT)
                    if person.nick in PEOPLE[room]:
                        person.leave(room)
            person.close()

    def await_back(self) -> None:
        """The daemon is in its rooms there and answers."""
        for room in self._aliases:
            self.people[ONLOOKER].await_in_room(room, within=BACK_SECONDS)
        self.fence()

    def fence(self) -> None:
        """Until the onlooker is answered: what was said there before has been dealt with."""
        end = time.monotonic() + BACK_SECONDS
        while time.monotonic() < end:
            if self._answers(next(self._fences)):
                return
        raise Overdue(f"{ONLOOKER} was not answered on Matrix for {BACK_SECONDS:g} s")

    def unanswered(self) -> list[str]:
        """What was asked for that and has no answer yet; each is told once."""
        asked, self._asked = self._asked, []
        return [
            f"{ONLOOKER} was never answered on Matrix: '!show {number}'"
            for number in asked
            if not self._is_answered(number)
        ]

    def _answers(self, number: int) -> bool:
        self._asked.append(number)
        self.people[ONLOOKER].say(CARE, f"!show {number}")
        with contextlib.suppress(Overdue):
            wait_until(lambda: self._is_answered(number), FENCE_SECONDS, f"#{number}")
            return True
        return False

    def _is_answered(self, number: int) -> bool:
        return bool(self.people[ONLOOKER].seen(wording.no_such_case(number)))

    def await_quiet(self) -> None:
        """Until the bot has stopped changing cards and putting up signs; or for so long."""
        end = time.monotonic() + QUIET_WITHIN_SECONDS
        since = time.monotonic()
        while time.monotonic() < min(end, since + QUIET_SECONDS):
            if any([record.read() for record in self.records.values()]):
                since = time.monotonic()
            time.sleep(LOOK_EVERY_SECONDS)

    def _make(self, room: str, owner: MatrixPerson) -> str:
        others = [name for name in PEOPLE[room] if name != OWNER]
        rule = "public" if room == LOBBY else "invite"
        return owner.make_room(
            self._aliases[room],
            invite=[*others, BOT],
            join_rule=rule,
            power={BOT: POWER_OF_BOT},
        )

    def _seat(self, person: MatrixPerson, rooms: Mapping[str, str]) -> None:
        """They call the rooms as they do those on IRC."""
        person.connect()
        for room, room_id in rooms.items():
            if person.nick in PEOPLE[room]:
                person.name_room(room, room_id)
                person.join(room_id)

    def _entry(self, room: str) -> str:
        private = "" if room == LOBBY else ", private: true"
        alias = full_alias(self._aliases[room])
        return f'{_name(room)}: {{ network: matrix, room: "{alias}"{private} }}'


def _name(room: str) -> str:
    return f"{room.removeprefix('#')}-there"

