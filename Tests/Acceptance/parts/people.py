"""Scripted people: each sits at a chat client of their own, on a real socket."""

from __future__ import annotations

import re
import threading

from .irc_connection import Address, IRCConnection, Login
from .irc_line import IRCLine, without_formatting
from .transcript import PRIVATE, Heard, Transcript
from .waiting import wait_until

BOT = "casebell"
EXPECT_SECONDS = 20.0
CONNECT_SECONDS = 20.0
JOIN_SECONDS = 30.0
LINE_BYTES = 510
"""What a server passes on of one message, without its CR LF (RFC 1459, 2.3)."""


class Person:
    """Somebody with a nick and, unless a stranger, an account of the same network."""

    def __init__(
        self, nick: str, address: Address, login: Login | None = None, user: str | None = None
    ) -> None:
        self.nick = nick
        self.user = user or nick
        self.transcript = Transcript(nick)
        self._address = address
        self._login = login
        self._rooms: list[str] = []
        self._occupants: dict[str, set[str]] = {}
        self._prefix = ""
        self._seated = threading.Lock()
        self._connection: IRCConnection | None = None

    @property
    def is_connected(self) -> bool:
        return self._connection is not None and self._connection.is_open

    def connect(self) -> None:
        """Comes in, or comes back, and joins the rooms they were in."""
        assert not self.is_connected, f"{self.nick} is connected already"
        self._occupants.clear()
        self._connection = IRCConnection(self._address, self.nick, self._hear, self.user)
        self._connection.register(self._login)
        for room in self._rooms:
            self._enter(room)

    def join(self, *rooms: str) -> None:
        for room in rooms:
            self._enter(room)
            self._rooms.append(room)

    def say(self, place: str, text: str) -> None:
        """One line to a room or to a nick."""
        self.transcript.add_said(place, text)
        self.raw(f"PRIVMSG {place} :{text}")

    def tell(self, text: str) -> None:
        """One line to the bot alone."""
        self.say(BOT, text)

    def raw(self, line: str) -> None:
        assert self._connection is not None, f"{self.nick} is not connected"
        self._connection.send(line)

    def rename(self, nick: str) -> None:
        """Takes another nick."""
        assert self._connection is not None, f"{self.nick} is not connected"
        self._connection.ask(f"NICK {nick}", "NICK")
        self.nick = nick

    def await_heard(self) -> None:
        """The server has dealt with everything this person said."""
        assert self._connection is not None, f"{self.nick} is not connected"
        self._connection.ask("PING :heard?", "PONG")

    def ask(self, line: str, *commands: str) -> IRCLine:
        """One line to the server; its first answer of these kinds."""
        assert self._connection is not None, f"{self.nick} is not connected"
        return self._connection.ask(line, *commands)

    def expect(self, place: str, pattern: str, within: float = EXPECT_SECONDS) -> re.Match[str]:
        """Takes the oldest unseen line of the bot there; fails with the transcript."""
        return self.transcript.take(place, BOT, pattern, within)

    def expect_answer(self, pattern: str, within: float = EXPECT_SECONDS) -> re.Match[str]:
        """The same for what came after this person last spoke, wherever the bot said it."""
        return self.transcript.take(None, BOT, pattern, within, is_answer=True)

    def seen(self, pattern: str, place: str | None = None) -> list[Heard]:
        """Every line of the bot so far that matches, expected or not."""
        return self.transcript.matching(BOT, pattern, place)

    def await_in_room(self, room: str, nick: str = BOT, within: float = CONNECT_SECONDS) -> None:
        """Until the other one is seen in a room this person is in."""
        wait_until(
            lambda: nick in self.occupants(room), within, f"{self.nick} to see {nick} in {room}"
        )

    def await_gone(self, room: str, nick: str = BOT, within: float = CONNECT_SECONDS) -> None:
        wait_until(
            lambda: nick not in self.occupants(room), within, f"{nick} to be gone from {room}"
        )

    def await_disconnected(self, within: float = CONNECT_SECONDS) -> None:
        wait_until(lambda: not self.is_connected, within, f"{self.nick} to lose the connection")

    def occupants(self, room: str) -> set[str]:
        with self._seated:
            return set(self._occupants.get(room, set()))

    def bytes_for_text(self, room: str) -> int:
        """How much this person can say in one line before the server cuts it for the others."""
        assert self._prefix, f"{self.nick} has not joined a room yet"
        return LINE_BYTES - len(f":{self._prefix} PRIVMSG {room} :".encode())

    def drop(self) -> None:
        """The connection ends without a word."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def reconnect(self) -> None:
        """Comes back after the connection was lost."""
        self.drop()
        self.connect()

    def _enter(self, room: str) -> None:
        assert self._connection is not None, f"{self.nick} is not connected"
        self._connection.ask(f"JOIN {room}", "366", within=JOIN_SECONDS)

    def _hear(self, line: IRCLine) -> None:
        if line.command in ("PRIVMSG", "NOTICE"):
            target, text = line.parameters[0], line.last
            place = target if target.startswith("#") else PRIVATE
            self.transcript.add_heard(place, line.source, without_formatting(text), text)
        else:
            self._seat(line)

    def _seat(self, line: IRCLine) -> None:
        """Keeps count of who is in which room."""
        with self._seated:
            match line.command:
                case "353":
                    names = {name.lstrip("~&@%+").partition("!")[0] for name in line.last.split()}
                    self._occupants.setdefault(line.parameters[2], set()).update(names)
                case "JOIN":
                    if line.source == self.nick:
                        self._prefix = line.prefix
                    self._occupants.setdefault(line.parameters[0], set()).add(line.source)
                case "PART":
                    self._occupants.get(line.parameters[0], set()).discard(line.source)
                case "KICK":
                    self._occupants.get(line.parameters[0], set()).discard(line.parameters[1])
                case "NICK":
                    for room in self._occupants.values():
                        if line.source in room:
                            room.remove(line.source)
                            room.add(line.parameters[0])
                case "QUIT":
                    for room in self._occupants.values():
                        room.discard(line.source)
