"""A homeserver to measure on: Synapse with raised limits, the desk's rooms, a room for each bot."""

from __future__ import annotations

from collections.abc import Sequence

from chat.matrix_seats import Speaker, Watcher
from parts.matrix_api import Account
from parts.matrix_office import POWER_OF_BOT
from parts.matrix_person import MatrixPerson
from parts.people import BOT
from parts.synapse import Synapse
from peers.matrix_peer import MatrixPeer
from workshop.places import work_directory

PEOPLE = ("ann", "ben", "cem")
"""Three agents; whoever watches has no place at the desk."""
WATCHER = "watcher"
ROOMS = ("#care", "#approvals")


class MatrixHall:
    """Everybody but the bots is in every room from the start."""

    name = "Synapse"

    def __init__(self) -> None:
        self.synapse = Synapse(work_directory("synapse"), log_level="WARNING")
        self._accounts: dict[str, Account] = {}
        self._rooms: dict[str, str] = {}

    def start(self) -> None:
        """With the rooms of the desk, to which its bot is invited."""
        self.synapse.start()
        # It logs in by itself.
        self.synapse.register(BOT)
        for name in (*PEOPLE, WATCHER):
            self._accounts[name] = self.synapse.register(name)
        host = self._host()
        for room in ROOMS:
            host.make_room(room, invite=[BOT, *PEOPLE], power={BOT: POWER_OF_BOT})
            self._fill(host, room)
        host.drop()

    def seat_bots(self, bots: Sequence[MatrixPeer]) -> None:
        """Starts them, each in a room of its own."""
        host = self._host()
        for bot in bots:
            bot.start(host, PEOPLE)
            self._fill(host, bot.room)
        host.drop()

    def speaker(self, name: str) -> Speaker:
        return Speaker(self.synapse.port, self._accounts[name], self._rooms)

    def watcher(self, bots: Sequence[str]) -> Watcher:
        return Watcher(self.synapse.port, self._accounts[WATCHER], bots)

    def stop(self) -> None:
        self.synapse.stop()

    def _host(self) -> MatrixPerson:
        """Whoever watches has made the rooms; at a client like others' while they are made."""
        host = MatrixPerson(self.synapse.port, self._accounts[WATCHER])
        host.connect()
        return host

    def _fill(self, host: MatrixPerson, room: str) -> None:
        room_id = host.room_id(room)
        self._rooms[room] = room_id
        for name in PEOPLE:
            person = MatrixPerson(self.synapse.port, self._accounts[name])
            person.call("POST", f"/_matrix/client/v3/join/{room_id}", {})
            person.close()
