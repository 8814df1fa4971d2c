"""The other end of the bot's connection, played line by line by the test itself."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time

from .certificates import Certificate
from .loopback import HOST, free_port
from .waiting import Overdue

CALL_SECONDS = 20.0
LINE_SECONDS = 20.0
OPENING = ("NICK", "USER", "PASS")


class Counterpart:
    """A listening port; the bot's connections are taken one by one."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self._listener = socket.create_server((HOST, self.port))
        self._callers: list[Caller] = []

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    def accept(self, within: float = CALL_SECONDS) -> Caller:
        """The next connection, which is waited for."""
        self._listener.settimeout(within)
        try:
            accepted, _ = self._listener.accept()
        except TimeoutError:
            raise Overdue(f"nobody connected to {self.address} within {within:g} s") from None
        caller = Caller(accepted)
        self._callers.append(caller)
        return caller

    def is_called(self, within: float) -> bool:
        """Whether somebody connects in that time."""
        try:
            self.accept(within)
        except Overdue:
            return False
        return True

    def close(self) -> None:
        self._listener.close()
        for caller in self._callers:
            caller.close()


class Caller:
    """One connection of the bot."""

    def __init__(self, accepted: socket.socket) -> None:
        self._socket = accepted
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pending = b""

    def secure(self, certificate: Certificate) -> None:
        """The server's side of the TLS handshake; raises `OSError` if the client refuses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
        self._socket.settimeout(LINE_SECONDS)
        self._socket = context.wrap_socket(self._socket, server_side=True)

    def line(self, within: float = LINE_SECONDS) -> str:
        """The next line; empty at the end of the connection."""
        end = time.monotonic() + within
        while b"\n" not in self._pending:
            self._socket.settimeout(max(end - time.monotonic(), 0.001))
            try:
                data = self._socket.recv(65536)
            except TimeoutError:
                raise Overdue(f"the bot said nothing within {within:g} s") from None
            except OSError:
                data = b""
            if not data:
                return ""
            self._pending += data
        line, _, self._pending = self._pending.partition(b"\n")
        return line.decode().rstrip("\r")

    def send(self, *lines: str) -> None:
        self._socket.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def offer(self, capabilities: str) -> str:
        """Answers CAP LS and the requests; returns the first line that is neither."""
        first = self.line()
        assert first == "CAP LS 302", f"the first line is {first!r}"
        self.send(f"CAP * LS :{capabilities}")
        return self.negotiate(capabilities)

    def negotiate(self, capabilities: str) -> str:
        """Grants what was offered; returns the first line that is no request."""
        known = {entry.partition("=")[0] for entry in capabilities.split()}
        while True:
            line = self.line()
            if line.startswith("CAP REQ "):
                wanted = line.removeprefix("CAP REQ ").removeprefix(":")
                verdict = "ACK" if set(wanted.split()) <= known else "NAK"
                self.send(f"CAP * {verdict} :{wanted}")
            elif line.partition(" ")[0] not in OPENING:
                return line

    def rest(self, within: float = LINE_SECONDS) -> list[str]:
        """Every line until the bot ends the connection."""
        lines = []
        while line := self.line(within):
            lines.append(line)
        return lines

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
