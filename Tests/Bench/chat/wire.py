"""One kept HTTP/1.1 connection to a homeserver, read by whoever measures."""

from __future__ import annotations

import json
import socket
from typing import Any

from parts.loopback import HOST

from .seat import PATIENCE_SECONDS, READ_BYTES, Silence

Answer = dict[str, Any]
HEAD_END = b"\r\n\r\n"


class Wire:
    """Requests may be sent without waiting; their answers come in the same order."""

    def __init__(self, port: int, token: str) -> None:
        self._head = f"Host: {HOST}\r\nAuthorization: Bearer {token}\r\n"
        self._unread = b""
        self._socket = socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        return self._socket.fileno()

    def request(self, method: str, path: str, body: Answer | None = None) -> bytes:
        """As it is sent, so that many can go in one piece."""
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\n{self._head}Content-Length: {len(data)}\r\n\r\n"
        return head.encode() + data

    def send(self, requests: bytes) -> None:
        self._socket.sendall(requests)

    def ask(self, method: str, path: str, body: Answer | None = None) -> Answer:
        """One request, and the wait for its answer."""
        self.send(self.request(method, path, body))
        while (answer := self._next()) is None:
            self._read()
        return answer

    def answers_now(self) -> list[Answer]:
        """Those that are whole after one read, which waits if there is nothing to read."""
        self._read()
        answers = []
        while (answer := self._next()) is not None:
            answers.append(answer)
        return answers

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> None:
        # Without it a server with Nagle's algorithm on waits for our delayed acknowledgement.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        data = self._socket.recv(READ_BYTES)
        if not data:
            raise Silence("the homeserver has ended a connection")
        self._unread += data

    def _next(self) -> Answer | None:
        head, end, rest = self._unread.partition(HEAD_END)
        if not end:
            return None
        if not head.startswith(b"HTTP/1.1 200"):
            raise Silence(self._unread.decode(errors="replace"))
        found = _length(head)
        body, left = _chunked(rest) if found is None else (rest[:found], rest[found:])
        if body is None or (found is not None and len(body) < found):
            return None
        self._unread = left
        answer: Answer = json.loads(body)
        return answer


def _length(head: bytes) -> int | None:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return None


def _chunked(rest: bytes) -> tuple[bytes | None, bytes]:
    """The body and what follows it; no body while there is not all of it."""
    body = b""
    while True:
        size, end, rest = rest.partition(b"\r\n")
        count = int(size, 16) if end else 0
        if not end or len(rest) < count + 2:
            return None, b""
        if count == 0:
            return body, rest[2:]
        body, rest = body + rest[:count], rest[count + 2 :]
