"""HTTP by hand: requests as bytes, right or wrong, and what comes back for them."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .bot_config import TOKEN
from .loopback import HOST

ANSWER_SECONDS = 20.0
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Answer:
    """One answer, read by the length it names."""

    version: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        """The problem document; an answer without a whole one is a fault of the server's."""
        kind = self.headers.get("content-type")
        assert kind == PROBLEM, f"{self.status} with {kind}: {self.body[:200]!r}"
        found: dict[str, Any] = json.loads(self.body)
        assert found["status"] == self.status, f"{self.status} in front of {found}"
        assert found["title"] and found["detail"], f"nothing said: {found}"
        return found


@dataclass(frozen=True)
class Exchange:
    """All that came until the server ended the connection, or until nothing more came."""

    answers: list[Answer]
    is_ended: bool

    @property
    def only(self) -> Answer:
        assert len(self.answers) == 1, f"{len(self.answers)} answers: {self.answers}"
        return self.answers[0]


def request(
    method: str, path: str, headers: Mapping[str, str | None] | None = None, body: bytes = b""
) -> bytes:
    """A request in order, with the desk's token unless a header says otherwise; nothing as a
    header's value leaves it away."""
    fields: dict[str, str | None] = {
        "Host": "desk",
        "Authorization": f"Bearer {TOKEN}",
        "Content-Length": str(len(body)) if body or method == "POST" else None,
    }
    fields |= headers or {}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode() + body


def post(body: bytes, headers: Mapping[str, str | None] | None = None) -> bytes:
    """A post of mentions in order, but for what the headers change."""
    kind: dict[str, str | None] = {"Content-Type": "application/json"}
    return request("POST", "/v1/mentions", kind | dict(headers or {}), body)


def connect(port: int, within: float = ANSWER_SECONDS) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=within)


def ask(port: int, sent: bytes, within: float = ANSWER_SECONDS) -> Answer:
    """The one answer to one request; the connection stays out of it."""
    with connect(port, within) as connection:
        connection.sendall(sent)
        return read_answer(Incoming(connection))


def exchange(port: int, sent: bytes, half_closes: bool = False, quiet: float = 2.0) -> Exchange:
    """Sends all of it, whatever the server says meanwhile, and reads all that comes: until the
    server ends the connection, or is quiet for so many seconds after an answer."""
    answers: list[Answer] = []
    with connect(port) as connection:
        try:
            connection.sendall(sent)
            if half_closes:
                connection.shutdown(socket.SHUT_WR)
        except OSError:  # It has ended the connection already; its answer can be read.
            pass
        incoming = Incoming(connection)
        while True:
            connection.settimeout(quiet if answers else ANSWER_SECONDS)
            try:
                answers.append(read_answer(incoming))
            except TimeoutError:
                return Exchange(answers, is_ended=False)
            except Ended:
                return Exchange(answers, is_ended=True)


class Ended(ConnectionError):
    """The server has ended the connection, between two answers."""


class Incoming:
    """What has come on a connection and is not yet read."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._bytes = b""

    def until(self, end: bytes) -> bytes:
        while end not in self._bytes:
            self._more()
        found, _, self._bytes = self._bytes.partition(end)
        return found

    def exactly(self, count: int) -> bytes:
        while len(self._bytes) < count:
            self._more()
        found, self._bytes = self._bytes[:count], self._bytes[count:]
        return found

    def _more(self) -> None:
        try:
            chunk = self._connection.recv(65536)
        except TimeoutError:
            raise
        except OSError as reason:
            raise Ended(str(reason)) from None
        if not chunk:
            assert not self._bytes, f"it broke off in the middle: {self._bytes[:200]!r}"
            raise Ended("it has ended the connection")
        self._bytes += chunk


def read_answer(incoming: Incoming) -> Answer:
    """The next answer but those of 1xx."""
    while True:
        head = incoming.until(b"\r\n\r\n").decode("latin-1")
        first, *lines = head.split("\r\n")
        version, status, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        if int(status) >= 200:
            body = incoming.exactly(int(headers.get("content-length", "0")))
            return Answer(version, int(status), headers, body)


def drip(connection: socket.socket, sent: bytes, every: float, until: float) -> None:
    """One byte after the other, until all are out or the moment (of `time.monotonic`) has
    come."""
    for byte in sent:
        if time.monotonic() >= until:
            return
        connection.sendall(bytes([byte]))
        time.sleep(every)
