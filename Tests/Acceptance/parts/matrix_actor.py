"""An account of a homeserver in somebody's hands: requests with its token, names for its rooms."""

from __future__ import annotations

import itertools
import secrets
import threading
from typing import Any

from .matrix_api import Account, MatrixAPI, client_path

SERVER_NAME = "test"
"""Of the homeserver of the tests'; people and rooms are called without it."""


class MatrixActor:
    """Places are room ids or aliases (`#care`); a place that was joined or made is remembered."""

    def __init__(self, port: int, account: Account) -> None:
        self.account = account
        self.nick = account.localpart
        self.port = port
        self._api = MatrixAPI(port, account.token)
        self._talking = threading.Lock()
        self._rooms: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Any request with this person's token."""
        with self._talking:
            return self._api.call(method, path, body)

    def close(self) -> None:
        with self._talking:
            self._api.close()

    def room_id(self, place: str) -> str:
        if place.startswith("!"):
            return place
        if place not in self._rooms:
            path = client_path("directory", "room", full_alias(place))
            self.name_room(place, self.call("GET", path)["room_id"])
        return self._rooms[place]

    def name_room(self, place: str, room_id: str) -> None:
        """From now on that alias leads there; the room keeps the first name that it had."""
        if not place.startswith("!"):
            self._rooms[place] = room_id
            self._names.setdefault(room_id, place)

    def room_name(self, room_id: str) -> str:
        return self._names.get(room_id, room_id)

    def new_txn_id(self) -> str:
        return f"{self.nick}-{next(self._numbers)}-{secrets.token_hex(4)}"


def full_alias(place: str) -> str:
    """With the server's name where it is left out; room ids as they are."""
    is_whole = place.startswith("!") or ":" in place
    return place if is_whole else f"{place}:{SERVER_NAME}"


def full_user(name: str) -> str:
    return name if name.startswith("@") else f"@{name}:{SERVER_NAME}"


def short_user(user_id: str) -> str:
    """A localpart for people of the own server, the whole id for all others."""
    localpart, _, server = user_id.removeprefix("@").partition(":")
    return localpart if server == SERVER_NAME else user_id
