"""One person's connection, read by whoever measures: no thread, no asyncio, few copies."""

from __future__ import annotations

import base64
import re
import select
import socket
import time
from collections.abc import Iterator, Sequence

from parts.irc_connection import Login
from parts.loopback import HOST

from .speech import FORMATTING

PATIENCE_SECONDS = 15.0
READ_BYTES = 1 << 18


class Silence(AssertionError):
    """What was waited for did not come in time."""


class Seat:
    """Registered and in its rooms. Lines are bytes without their line end."""

    def __init__(self, port: int, nick: str, login: Login | None = None) -> None:
        self.nick = nick
        self._rest = b""
        self._unseen: list[bytes] = []
        self._socket = socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)
        self._register(login)

    def fileno(self) -> int:
        return self._socket.fileno()

    def join(self, *rooms: str) -> None:
        for room in rooms:
            self.send(f"JOIN {room}")
            self.await_line(b" 366 ")

    def say(self, place: str, text: str) -> None:
        self.send(f"PRIVMSG {place} :{text}")

    def say_all(self, place: str, texts: Sequence[str]) -> None:
        self.send("\r\n".join(f"PRIVMSG {place} :{text}" for text in texts))

    def send(self, text: str) -> None:
        """One line, or several separated by CR LF, in one piece."""
        left = memoryview(text.encode() + b"\r\n")
        while left:
            try:
                left = left[self._socket.send(left) :]
            except BlockingIOError:
                # Whoever does not read while the other side is full would wait for ever.
                select.select([], [self._socket], [], PATIENCE_SECONDS)

    def heard(self, nick: str, within: float) -> list[bytes]:
        """What a bot said in rooms, after waiting for something; nothing if the time is up."""
        return list(spoken_by(nick, self.lines(within)))

    def heard_now(self, nick: str) -> list[bytes]:
        return list(spoken_by(nick, self.lines_now()))

    def lines(self, within: float) -> list[bytes]:
        """What there is, after waiting for something; nothing if the time is up."""
        if self._unseen or self._poll.poll(within * 1000):
            return self.lines_now()
        return []

    def lines_now(self) -> list[bytes]:
        """What there is. A server's PING is answered."""
        # Without it the server's Nagle algorithm waits 40 ms for our delayed acknowledgement;
        # the option does not stay set.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        lines, self._unseen = self._unseen, []
        try:
            data = self._socket.recv(READ_BYTES)
        except BlockingIOError:
            return lines
        if not data:
            raise Silence(f"{self.nick} was disconnected: {self._rest!r}")
        *new, self._rest = (self._rest + data).split(b"\n")
        for line in new:
            if line.startswith(b"PING "):
                self.send("PONG " + line[5:].rstrip(b"\r").decode())
        return lines + new

    def await_line(self, *parts: bytes, within: float = PATIENCE_SECONDS) -> bytes:
        """The first line that has one of these in it; those after it are still to be seen."""
        return self.await_match(b"|".join(map(re.escape, parts)), within).string

    def await_match(
        self, pattern: bytes | str, within: float = PATIENCE_SECONDS
    ) -> re.Match[bytes]:
        """The same for a line, without its formatting, in which something is found."""
        wanted = re.compile(pattern.encode() if isinstance(pattern, str) else pattern)
        end = time.monotonic() + within
        while (left := end - time.monotonic()) > 0:
            lines = self.lines(left)
            for place, line in enumerate(lines):
                if found := wanted.search(FORMATTING.sub(b"", line)):
                    self._unseen = lines[place + 1 :]
                    return found
        raise Silence(f"{self.nick} saw nothing like {wanted.pattern!r} within {within:g} s")

    def await_joined(self, nick: str, room: str, within: float = PATIENCE_SECONDS) -> None:
        """Until that one comes into a room this person is in."""
        end = time.monotonic() + within
        prefix = f":{nick}!".encode()
        while (left := end - time.monotonic()) > 0:
            line = self.await_match(f" JOIN :?{room}", left).string
            if line.startswith(prefix):
                return

    def close(self) -> None:
        self._socket.close()

    def _register(self, login: Login | None) -> None:
        introduction = f"NICK {self.nick}\r\nUSER {self.nick} 0 * :{self.nick}"
        if login is None:
            self.send(introduction)
        else:
            self._log_in(introduction, login)
        self.await_line(b" 376 ", b" 422 ")

    def _log_in(self, introduction: str, login: Login) -> None:
        self.send(f"CAP REQ :sasl\r\n{introduction}")
        self.await_line(b" ACK ")
        self.send("AUTHENTICATE PLAIN")
        self.await_line(b"AUTHENTICATE")
        secret = f"{login.account}\0{login.account}\0{login.password}".encode()
        self.send(f"AUTHENTICATE {base64.b64encode(secret).decode()}")
        self.await_line(b" 903 ")
        self.send("CAP END")


def spoken_by(nick: str, lines: list[bytes]) -> Iterator[bytes]:
    """What a bot said in a room, with its formatting."""
    prefix = f":{nick}!".encode()
    for line in lines:
        if line.startswith(prefix):
            command, _, text = line.partition(b" :")
            if b" PRIVMSG #" in command or b" NOTICE #" in command:
                yield text
