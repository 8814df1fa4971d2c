"""The daemon's HTTP interface, as a customer system's developer would use it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from .bot_config import TOKEN
from .loopback import HOST

ANSWER_SECONDS = 30.0
PAGE = 500

AWAY = (OSError, http.client.HTTPException)
"""What a call raises that has to be made again: refused, cut off, or "not now"."""


class Refused(AssertionError):
    """An answer that is not 2xx, with its problem document."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status}: {body.decode(errors='replace')}")
        self.status = status


class Unavailable(ConnectionError):
    """503: not now. To a caller it is the same as a connection that ended."""


@dataclass(frozen=True)
class Accepted:
    """What the desk says about one mention that it has on disk."""

    source: str
    id: str
    case: int
    is_duplicate: bool


class DeskAPI:
    """Each call is a connection of its own; raises one of `AWAY` while the daemon is away."""

    def __init__(self, port: int) -> None:
        self._port = port

    def post(self, mentions: dict[str, Any] | Sequence[dict[str, Any]]) -> list[Accepted]:
        """Hands in one mention or many; returns only what was acknowledged."""
        answer = self._call("POST", "/v1/mentions", json.dumps(mentions).encode())
        return [
            Accepted(row["source"], row["id"], row["case"], row["duplicate"])
            for row in answer["accepted"]
        ]

    def case(self, number: int) -> dict[str, Any]:
        case: dict[str, Any] = self._call("GET", f"/v1/cases/{number}")
        return case

    def case_events(self, number: int) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = self._call("GET", f"/v1/cases/{number}/events")
        return events

    def cases(self, **query: str | int) -> list[dict[str, Any]]:
        """One page, newest first."""
        page: list[dict[str, Any]] = self._call("GET", f"/v1/cases?{urlencode(query)}")
        return page

    def events(self, after: int = 0) -> list[dict[str, Any]]:
        """All events in order, or those after one, page by page."""
        found: list[dict[str, Any]] = []
        while page := self._call("GET", f"/v1/events?{urlencode({'after': after, 'limit': PAGE})}"):
            found += page
            after = page[-1]["seq"]
        return found

    def measures(self) -> str:
        """The desk's figures in the Prometheus text format."""
        status, text = self._request("GET", "/metrics")
        if status == 503:
            raise Unavailable(text.decode(errors="replace"))
        if status != 200:
            raise Refused(status, text)
        return text.decode()

    def is_ready(self) -> bool:
        """Store and links are up."""
        try:
            return self._request("GET", "/readyz")[0] == 200
        except AWAY:
            return False

    def _call(self, method: str, path: str, body: bytes | None = None) -> Any:
        status, answer = self._request(method, path, body)
        if status == 503:
            raise Unavailable(answer.decode(errors="replace"))
        if not 200 <= status < 300:
            raise Refused(status, answer)
        return json.loads(answer)

    def _request(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=ANSWER_SECONDS)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
