"""The client-server API of a homeserver over one kept connection (spec.matrix.org, v3)."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from .loopback import HOST

CLIENT = "/_matrix/client/v3"
ANSWER_SECONDS = 60.0

AWAY = (OSError, http.client.HTTPException)
"""What a call raises while the server is away, or cuts it off."""


@dataclass(frozen=True)
class Account:
    """A user and one device of theirs that is logged in."""

    user_id: str
    token: str
    device_id: str

    @property
    def localpart(self) -> str:
        return self.user_id.removeprefix("@").partition(":")[0]


class MatrixRefused(AssertionError):
    """An answer that is not 2xx."""

    def __init__(self, status: int, answer: dict[str, Any], what: str) -> None:
        super().__init__(f"{what}: {status} {answer}")
        self.status = status
        self.answer = answer

    @property
    def errcode(self) -> str:
        return str(self.answer.get("errcode", ""))


class MatrixAPI:
    """Used by one thread at a time. Raises `MatrixRefused`, or one of `AWAY`."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self._token = token
        self._has_ended = False
        self._connection = http.client.HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)

    def call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        within: float = ANSWER_SECONDS,
    ) -> dict[str, Any]:
        """One request on the kept connection, or on a new one where that was ended meanwhile.

        A request that has no transaction id is not made twice.
        """
        was_open = self._connection.sock is not None
        try:
            return self._call(method, path, body, within)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.close()
            if not was_open or method == "POST" or self._has_ended:
                raise
            return self._call(method, path, body, within)

    def close(self) -> None:
        self._connection.close()

    def end(self) -> None:
        """From another thread: a request under way breaks off, and none is made any more."""
        self._has_ended = True
        used = self._connection.sock
        if used is not None:
            with contextlib.suppress(OSError):
                used.shutdown(socket.SHUT_RDWR)

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None, within: float
    ) -> dict[str, Any]:
        if self._has_ended:
            raise ConnectionAbortedError("this client has ended")
        headers = {} if self._token is None else {"Authorization": f"Bearer {self._token}"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        try:
            self._connection.timeout = within
            if self._connection.sock is not None:
                self._connection.sock.settimeout(within)
            self._connection.request(method, path, data, headers)
            answer = self._connection.getresponse()
            content = json.loads(answer.read())
        except BaseException:
            self.close()
            raise
        if not 200 <= answer.status < 300:
            raise MatrixRefused(answer.status, content, f"{method} {path}")
        assert isinstance(content, dict), content
        return content


def client_path(*parts: str, **query: str | int) -> str:
    """`client_path("rooms", "!x:test", "join")`, each part percent-encoded."""
    path = "/".join([CLIENT, *(quote(part, safe="") for part in parts)])
    return f"{path}?{urlencode(query)}" if query else path
