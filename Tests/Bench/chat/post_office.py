"""One keep-alive connection to the daemon's HTTP interface, read by whoever measures."""

from __future__ import annotations

import json
import socket
from typing import Any

from parts.bot_config import TOKEN
from parts.loopback import HOST

PATIENCE_SECONDS = 15.0


class PostOffice:
    """Mentions are handed in one at a time: `send`, then `answer_so_far` until it is whole."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answer = b""

    def fileno(self) -> int:
        return self._socket.fileno()

    def send(self, mention: dict[str, Any]) -> None:
        body = json.dumps(mention).encode()
        head = (
            f"POST /v1/mentions HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {TOKEN}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._answer = b""
        self._socket.sendall(head.encode() + body)

    def is_accepted(self) -> bool:
        """Reads what there is; whether the mention has been accepted by now."""
        data = self._socket.recv(65536)
        assert data, "the daemon closed the connection"
        self._answer += data
        head, blank, body = self._answer.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        if not blank or len(body) < int(length):
            return False
        assert head.startswith(b"HTTP/1.1 202"), self._answer.decode(errors="replace")
        return True

    def close(self) -> None:
        self._socket.close()
