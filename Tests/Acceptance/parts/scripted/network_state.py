"""What is so on the scripted network: who is here, which rooms there are, what was said."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from .history import History
from .room import Room
from .tagged_line import TaggedLine
from .terms import Terms
from .visitor import Visitor


class NetworkState:
    """Belongs to the server's loop. Names are folded as plain ASCII."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.passwords: dict[str, str] = {}
        self.certificates: dict[str, str] = {}
        """SHA-256 of a client certificate, and whose account it is."""
        self.visitors: dict[str, Visitor] = {}
        """By folded nick."""
        self.rooms: dict[str, Room] = {}
        self.history = History()
        self._batches = itertools.count(1)
        self._ids = itertools.count(1)

    def new_batch(self) -> str:
        return f"b{next(self._batches)}"

    def new_id(self) -> str:
        return f"m{next(self._ids)}"

    def room(self, name: str) -> Room | None:
        return self.rooms.get(name.lower())

    def visitor(self, nick: str) -> Visitor | None:
        return self.visitors.get(nick.lower())

    def rooms_of(self, visitor: Visitor) -> list[Room]:
        return [room for room in self.rooms.values() if visitor in room.members]

    def neighbours(self, visitor: Visitor) -> list[Visitor]:
        """Everybody who shares a room with them, each once, themselves left out."""
        found: dict[Visitor, None] = {}
        for room in self.rooms_of(visitor):
            found.update(dict.fromkeys(room.members))
        found.pop(visitor, None)
        return list(found)

    def tell(self, room: Room, line: TaggedLine, besides: Visitor | None = None) -> None:
        for member in list(room.members):
            if member is not besides:
                member.send(line)

    def tell_neighbours(self, visitor: Visitor, line: TaggedLine, needs: str = "") -> None:
        for other in self.neighbours(visitor):
            if not needs or needs in other.enabled:
                other.send(line)

    def by(self, visitor: Visitor, command: str, *parameters: str) -> TaggedLine:
        """What a client did, as others are told of it: with the time and the account."""
        tags = {"time": now()}
        if visitor.account is not None:
            tags["account"] = visitor.account
        if "B" in visitor.modes:
            tags["bot"] = ""
        return TaggedLine(command, parameters, visitor.prefix, tags)

    def forget(self, visitor: Visitor, words: str) -> None:
        """The connection is gone: others see a QUIT."""
        if self.visitors.get(visitor.nick.lower()) is visitor:
            del self.visitors[visitor.nick.lower()]
        if visitor.is_registered:
            self.tell_neighbours(visitor, self.by(visitor, "QUIT", words))
        for room in self.rooms_of(visitor):
            self.leave(room, visitor)

    def leave(self, room: Room, visitor: Visitor) -> None:
        room.members.pop(visitor, None)


def now() -> str:
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A time as the tag `time` has it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
