"""A client's connection to an IRC server, read by a thread of its own."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .irc_line import IRCLine
from .loopback import HOST
from .waiting import Overdue

REGISTRATION_SECONDS = 15.0
ANSWER_SECONDS = 20.0
SOCKET_SECONDS = 10.0
READ_BYTES = 65536


@dataclass(frozen=True)
class Address:
    """Where to connect; with an authority's certificate the connection is TLS and verified."""

    port: int
    trusted: Path | None = None


@dataclass(frozen=True)
class Login:
    """An account of the network's services."""

    account: str
    password: str


class IRCConnection:
    """Registers, answers PING, keeps every line and hands each to `heard` as it comes."""

    def __init__(
        self,
        address: Address,
        nick: str,
        heard: Callable[[IRCLine], None],
        user: str | None = None,
    ) -> None:
        self.nick = nick
        self.nick = nick
        self._introduction = f"NICK {nick}\r\nUSER {user or nick} 0 * :{nick}"
        self._heard = heard
        self._lines: list[IRCLine] = []
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._is_open = True
        self._socket = _connect(address)
        self._thread = threading.Thread(target=self._read, name=f"irc-{nick}", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def register(self, login: Login | None) -> None:
        """Comes in, logged in by SASL PLAIN where an account is given."""
        if login is None:
            self.ask(self._introduction, "376", "422")
            return
        offered = self.ask(f"CAP LS 302\r\n{self._introduction}", "CAP")
        assert "sasl" in offered.last, f"the server offers no SASL: {offered.last}"
        self.ask("CAP REQ :sasl", "CAP")
        self.ask("AUTHENTICATE PLAIN", "AUTHENTICATE")
        secret = f"{login.account}\0{login.account}\0{login.password}".encode()
        answer = self.ask(
            f"AUTHENTICATE {base64.b64encode(secret).decode()}", "903", "904", "905", "906"
        )
        assert answer.command == "903", f"{login.account} cannot log in: {answer.last}"
        self.ask("CAP END", "376", "422", within=REGISTRATION_SECONDS)

    def send(self, text: str) -> None:
        """One line, or several separated by CR LF; the last line end is added."""
        with self._writing:
            self._socket.sendall(text.encode() + b"\r\n")

    def ask(self, text: str, *commands: str, within: float = ANSWER_SECONDS) -> IRCLine:
        """Sends, and returns the first line after that with one of the commands or numerics."""
        with self._news:
            before = len(self._lines)
        self.send(text)
        return self.await_line(lambda line: line.command in commands, before, within)

    def await_line(
        self, matches: Callable[[IRCLine], bool], after: int = 0, within: float = ANSWER_SECONDS
    ) -> IRCLine:
        """The first line that matches, of those that came as number `after` or later."""
        end = time.monotonic() + within
        with self._news:
            looked = after
            while True:
                for line in self._lines[looked:]:
                    if matches(line):
                        return line
                looked = len(self._lines)
                left = end - time.monotonic()
                if left <= 0 or not self._is_open:
                    said = "\n".join(map(str, self._lines[after:][-10:]))
                    raise Overdue(f"{self.nick} got no answer from the server; last lines:\n{said}")
                self._news.wait(left)

    def close(self) -> None:
        """Ends the connection without a word."""
        with contextlib.suppress(OSError):  # The other side may have been faster.
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(SOCKET_SECONDS)
        self._socket.close()

    def _read(self) -> None:
        buffer = b""
        with contextlib.suppress(OSError):  # A lost connection is an ordinary end here.
            while data := self._receive():
                *complete, buffer = (buffer + data).split(b"\n")
                for raw in complete:
                    self._take(IRCLine.parse(raw))
        with self._news:
            self._is_open = False
            self._news.notify_all()

    def _receive(self) -> bytes:
        pending = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
        if not pending:
            select.select([self._socket], [], [])
        # One side of a TLS connection at a time: OpenSSL does not read and write at once.
        with self._writing:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            return self._socket.recv(READ_BYTES)

    def _take(self, line: IRCLine) -> None:
        if line.command == "PING":
            self.send(f"PONG :{line.last}")
        self._heard(line)
        with self._news:
            self._lines.append(line)
            self._news.notify_all()


def _connect(address: Address) -> socket.socket:
    plain = socket.create_connection((HOST, address.port), timeout=SOCKET_SECONDS)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if address.trusted is None:
        return plain
    context = ssl.create_default_context(cafile=str(address.trusted))
    return context.wrap_socket(plain, server_hostname="localhost")
