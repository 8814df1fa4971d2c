"""The scripted homeserver's HTTP side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from ..mortal_server import MortalServer, shut
from .endpoints import Call, Endpoint, route
from .faults import JSON, Cut, Fault, Hold, Say
from .state import HomeserverState, Refusal

BODY_BYTES_MAX = 1 << 22


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    at: float
    endpoint: str
    """Empty where there is no such thing."""
    method: str
    path: str
    names: tuple[str, ...]
    query: Mapping[str, str]
    token: str | None
    headers: Mapping[str, str] = field(repr=False)
    body: dict[str, Any]


class Judge(Protocol):
    state: HomeserverState

    def take(self, asked: Asked) -> Fault | None:
        """Records a request; what is to befall it."""

    def now(self) -> float: ...

    def note_fault(self, fault: str) -> None: ...


class Front(MortalServer):
    def __init__(self, port: int, judge: Judge) -> None:
        self.judge = judge
        super().__init__(port, _Handler)

    def note_failure(self, error: BaseException | None) -> None:
        self.judge.note_fault(f"the scripted homeserver itself failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    server: Front
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        judge = self.server.judge
        asked, endpoint = self._read()
        fault = judge.take(asked)
        answer: Say | None = None
        if fault is None or isinstance(fault, Hold) or fault.takes:
            answer = self._carry_out(asked, endpoint)
        match fault:
            case Cut():
                self.close_connection = True
                shut(self.connection)
                return
            case Hold():
                fault.release.wait()
            case Say():
                answer = fault
        assert answer is not None
        self._answer(answer)

    def _read(self) -> tuple[Asked, Endpoint | None]:
        judge = self.server.judge
        length = min(int(self.headers.get("content-length", 0)), BODY_BYTES_MAX)
        content = self.rfile.read(length)
        parts = urlsplit(self.path)
        found = route(self.command, parts.path)
        name, endpoint, names = found or ("", None, ())
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        asked = Asked(
            judge.now(),
            name,
            self.command,
            parts.path,
            tuple(unquote(part) for part in names),
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            token if kind == "Bearer" else None,
            {name.lower(): value for name, value in self.headers.items()},
            _json(content),
        )
        return asked, endpoint

    def _carry_out(self, asked: Asked, endpoint: Endpoint | None) -> Say:
        state = self.server.judge.state
        try:
            if endpoint is None:
                raise Refusal(404, "M_UNRECOGNIZED")
            with state.news:
                call = Call(state, asked.names, asked.query, asked.body, asked.token)
                return Say(200, json.dumps(endpoint(call)).encode())
        except Refusal as refusal:
            return Say(refusal.status, json.dumps(refusal.body).encode())

    def _answer(self, answer: Say) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type or JSON)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what came stands in the record."""


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
