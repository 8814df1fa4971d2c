"""An IRC server of the tests' own, for what no real one does on demand.

It speaks properly (RFC 1459 and IRCv3) until a test says otherwise: people and the bot come in by
doors of their own, so that the bot can be cut off alone; a test can listen to every line, answer
it in the server's place, and say anything at all to anybody.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from .irc_connection import Address
from .loopback import HOST
from .scripted import commands
from .scripted.door import Door
from .scripted.history import Remembered
from .scripted.network_state import NetworkState, written
from .scripted.tagged_line import TaggedLine
from .scripted.terms import Terms
from .scripted.visitor import HOST_SHOWN, Visitor
from .waiting import wait_until

CALL_SECONDS = 20.0
HEAR_SECONDS = 20.0

Result = TypeVar("Result")
Interjection = Callable[[Visitor, TaggedLine], bool]
"""Sees a client's line before the server does, in its loop; true if it has dealt with it."""


class ScriptedIRCd:
    """One server with a loop and a thread of its own; what was said outlives every connection."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.terms = terms or Terms()
        self.state = NetworkState(self.terms)
        self.people = Door()
        self.bots = Door()
        self._doors = [self.people, self.bots]
        self._interjections: list[Interjection] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="scripted-ircd", daemon=True
        )

    @property
    def address(self) -> Address:
        """For people."""
        return Address(self.people.port)

    @property
    def bot_server(self) -> str:
        return f"{HOST}:{self.bots.port}"

    def start(self) -> None:
        self._thread.start()
        for door in self._doors:
            self.open(door)

    def stop(self) -> None:
        if not self._thread.is_alive():
            return
        for door in self._doors:
            self.shut(door)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CALL_SECONDS)

    def add_account(self, account: str, password: str) -> None:
        self.state.passwords[account] = password

    # Doors

    def add_door(self, door: Door) -> Door:
        self._doors.append(door)
        if self._thread.is_alive():
            self.open(door)
        return door

    def open(self, door: Door) -> None:
        self._await(door.open(self._guest))

    def shut(self, door: Door) -> None:
        """Who is in is cut off by a reset."""
        self._await(door.shut())

    # What a test does to the network

    def do(self, act: Callable[[NetworkState], Result]) -> Result:
        """In the server's loop, where its state may be touched."""

        async def acting() -> Result:
            return act(self.state)

        return self._await(acting())

    def tell(self, nick: str, line: str) -> None:
        """Says one line to a client as it stands."""
        self.tell_raw(nick, line.encode() + b"\r\n")

    def tell_raw(self, nick: str, data: bytes) -> None:
        self.do(lambda state: _present(state, nick).send_raw(data))

    def close(self, nick: str, words: str | None = None) -> None:
        """With an ERROR of these words, or by a reset; nothing if the client has left already."""

        def act(state: NetworkState) -> None:
            visitor = state.visitor(nick)
            if visitor is not None:
                visitor.close(words)

        self.do(act)

    def give_rank(self, nick: str, room: str, sign: str = "@") -> None:
        """Without a word about it."""

        def act(state: NetworkState) -> None:
            found = state.room(room)
            assert found is not None, f"there is no {room}"
            found.members[_present(state, nick)] = sign

        self.do(act)

    def remember(self, room: str, account: str, text: str, ago: timedelta) -> str:
        """Something that was said earlier by somebody with that account; returns its msgid."""

        def act(state: NetworkState) -> str:
            moment, msgid = _now() - ago, state.new_id()
            tags = {"time": written(moment), "account": account, "msgid": msgid}
            source = f"{account}!{account}@{HOST_SHOWN}"
            line = TaggedLine("PRIVMSG", (room, text), source, tags)
            state.history.add(Remembered(moment, msgid, room.lower(), (line,)))
            return msgid

        return self.do(act)

    @contextlib.contextmanager
    def interjecting(self, interjection: Interjection) -> Iterator[None]:
        """Every line goes to it first for as long as the `with` lasts."""
        self._interjections.append(interjection)
        try:
            yield
        finally:
            self._interjections.remove(interjection)

    # What a test sees

    def is_here(self, nick: str) -> bool:
        return self.do(lambda state: state.visitor(nick) is not None)

    def await_line(
        self, door: Door, pattern: str, after: int = 0, within: float = HEAR_SECONDS
    ) -> TaggedLine:
        """The first line of anybody who came in by that door (visit `after` or later)."""
        wanted = re.compile(pattern)

        def look() -> TaggedLine | None:
            said = (line for visit in door.visits[after:] for line in list(visit.lines))
            return next((line for line in said if wanted.search(str(line))), None)

        found = wait_until(look, within, f"a client to send /{pattern}/; it sent:\n{_said(door)}")
        assert found is not None
        return found

    # One client

    async def _guest(
        self, door: Door, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        visitor = Visitor(door, writer)
        visitor.is_byte_by_byte = self.terms.is_byte_by_byte
        door.visits.append(visitor)
        with contextlib.suppress(OSError, ValueError, asyncio.IncompleteReadError):
            while raw := await reader.readline():
                line = TaggedLine.parse(raw)
                visitor.lines.append(line)
                answered = [hook(visitor, line) for hook in list(self._interjections)]
                if not any(answered):
                    commands.carry_out(self.state, visitor, line)
        self.state.forget(visitor, "Connection closed")
        writer.close()

    def _await(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(CALL_SECONDS)


def _present(state: NetworkState, nick: str) -> Visitor:
    visitor = state.visitor(nick)
    assert visitor is not None, f"{nick} is not on the scripted network"
    return visitor


def _now() -> datetime:
    """To the millisecond, as tags have it."""
    return datetime.fromisoformat(written(datetime.now(UTC)))


def _said(door: Door) -> str:
    return "\n".join(str(line) for visit in door.visits for line in visit.lines[-20:])
