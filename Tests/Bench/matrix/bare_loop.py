"""The floor on Matrix: sync and send, and nothing else; the standard library alone.

One kept connection for /sync, one for sending, no queue, no store. It joins what it is invited to
and answers `!ping 7` with the notice `pong 7`. Usage: bare_loop.py PORT USER, with the token in
MATRIX_TOKEN.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import uuid
from typing import Any
from urllib.parse import quote

HOST = "127.0.0.1"
CLIENT = "/_matrix/client/v3"
FILTER = quote('{"room":{"timeline":{"limit":1000},"ephemeral":{"types":[]}}}')
"""Without it Synapse gives ten events of a room, and leaves out the rest."""
READ_BYTES = 1 << 16


class Connection:
    """As much of HTTP/1.1 as Synapse speaks, with neither copies nor classes to spare."""

    def __init__(self, port: int, token: str) -> None:
        self._head = f"Host: {HOST}\r\nAuthorization: Bearer {token}\r\n".encode()
        self._socket = socket.create_connection((HOST, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = b"" if body is None else json.dumps(body).encode()
        length = f"Content-Length: {len(data)}\r\n\r\n".encode()
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n".encode() + self._head + length + data)
        head = self._until(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{method} {path}: {head.decode(errors='replace')}")
        lines = head.lower().split(b"\r\n")
        lengths = [line[15:] for line in lines if line.startswith(b"content-length:")]
        content = self._exactly(int(lengths[0])) if lengths else self._chunks()
        answer: dict[str, Any] = json.loads(content)
        return answer

    def _chunks(self) -> bytes:
        content = b""
        while size := int(self._until(b"\r\n"), 16):
            content += self._exactly(size)
            self._until(b"\r\n")
        self._until(b"\r\n")
        return content

    def _until(self, sign: bytes) -> bytes:
        while sign not in self._rest:
            self._more()
        found, _, self._rest = self._rest.partition(sign)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._more()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _more(self) -> None:
        data = self._socket.recv(READ_BYTES)
        if not data:
            raise SystemExit("the homeserver has gone")
        self._rest += data


def main(port: int, user: str) -> None:
    token = os.environ["MATRIX_TOKEN"]
    reading, sending = Connection(port, token), Connection(port, token)
    answer = reading.ask("GET", f"{CLIENT}/sync?timeout=0&filter={FILTER}")
    while True:
        rooms = answer.get("rooms", {})
        for room in rooms.get("invite", {}):
            sending.ask("POST", f"{CLIENT}/join/{quote(room)}", {})
        for room, news in rooms.get("join", {}).items():
            place = f"{CLIENT}/rooms/{quote(room)}/send/m.room.message/"
            for event in news["timeline"]["events"]:
                text = event["content"].get("body", "")
                if event["sender"] != user and text.startswith("!ping "):
                    notice = {"msgtype": "m.notice", "body": f"pong {text[6:]}"}
                    sending.ask("PUT", place + uuid.uuid4().hex, notice)
        since = answer["next_batch"]
        answer = reading.ask("GET", f"{CLIENT}/sync?timeout=30000&since={since}&filter={FILTER}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
