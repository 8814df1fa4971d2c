"""People on Matrix at clients that cost next to nothing: one who speaks, one who watches."""

from __future__ import annotations

import itertools
import json
import select
from collections.abc import Mapping, Sequence

from parts.matrix_actor import full_user
from parts.matrix_api import Account, client_path

from .wire import Answer, Wire

POLL_MILLISECONDS = 30_000
TIMELINE_EVENTS = 1000


class Speaker:
    """Says things in rooms, and reads of it only that they were taken."""

    def __init__(self, port: int, account: Account, rooms: Mapping[str, str]) -> None:
        """`rooms`: the ids of those that they are in, by name."""
        self.nick = account.localpart
        self._rooms = rooms
        self._wire = Wire(port, account.token)
        self._numbers = itertools.count(1)

    def fileno(self) -> int:
        return self._wire.fileno()

    def say(self, place: str, text: str) -> None:
        self.say_all(place, [text])

    def say_all(self, place: str, texts: Sequence[str]) -> None:
        """In one piece: none waits for the answer to the one before it."""
        self._wire.send(b"".join(self._saying(place, text) for text in texts))

    def heard_now(self, _: str) -> list[bytes]:
        """Whoever does not listen hears nothing; what was said has been taken."""
        while select.select([self._wire], [], [], 0)[0]:
            self._wire.answers_now()
        return []

    def close(self) -> None:
        self._wire.close()

    def _saying(self, place: str, text: str) -> bytes:
        txn_id = f"{self.nick}-{next(self._numbers)}"
        room_id = self._rooms[place]
        path = client_path("rooms", room_id, "send", "m.room.message", txn_id)
        return self._wire.request("PUT", path, {"msgtype": "m.text", "body": text})


class Watcher:
    """Sees what the bots say in every room, as soon as the homeserver shows it to anybody."""

    def __init__(self, port: int, account: Account, bots: Sequence[str]) -> None:
        self.nick = account.localpart
        self._wire = Wire(port, account.token)
        self._filter = json.dumps(_only(bots))
        self._ask_on(self._wire.ask("GET", self._path(timeout=0)))

    def fileno(self) -> int:
        return self._wire.fileno()

    def heard(self, nick: str, within: float) -> list[bytes]:
        """What one bot said, after waiting for anything; nothing if the time is up."""
        return self.heard_now(nick) if select.select([self._wire], [], [], within)[0] else []

    def heard_now(self, nick: str) -> list[bytes]:
        """What there is."""
        said: list[bytes] = []
        while select.select([self._wire], [], [], 0)[0]:
            for answer in self._wire.answers_now():
                self._ask_on(answer)
                said += _said_by(full_user(nick), answer)
        return said

    def close(self) -> None:
        self._wire.close()

    def _ask_on(self, answer: Answer) -> None:
        path = self._path(timeout=POLL_MILLISECONDS, since=answer["next_batch"])
        self._wire.send(self._wire.request("GET", path))

    def _path(self, **query: str | int) -> str:
        return client_path("sync", filter=self._filter, **query)


def _only(bots: Sequence[str]) -> Answer:
    """Whoever is shown the questions, too, is busy with them when the answers come."""
    nothing: Answer = {"types": []}
    timeline = {
        "limit": TIMELINE_EVENTS,
        "types": ["m.room.message"],
        "senders": [full_user(bot) for bot in bots],
    }
    rooms = {"timeline": timeline, "state": nothing, "ephemeral": nothing, "account_data": nothing}
    return {"room": rooms, "presence": nothing, "account_data": nothing}


def _said_by(user_id: str, answer: Answer) -> list[bytes]:
    """In the order of each room, without edits of what was said before."""
    said = []
    for room in answer.get("rooms", {}).get("join", {}).values():
        assert not room["timeline"].get("limited"), "the watcher was not shown everything"
        for event in room["timeline"]["events"]:
            content = event["content"]
            relation = content.get("m.relates_to", {})
            if event["sender"] == user_id and relation.get("rel_type") != "m.replace":
                said.append(content["body"].encode())
    return said
