"""The receiver's HTTP side: takes requests, acts as its judge says, ends connections when told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Protocol

from .conduct import Conduct
from .mortal_server import MortalServer, shut

BODY_BYTES_MAX = 1 << 20


def reference_of(webhook_id: str) -> str:
    """What the receiver calls the reply that came under this id."""
    return f"posted-{webhook_id}"


class Judge(Protocol):
    """Whoever decides what is done with a request."""

    retry_after_seconds: int

    def take(self, headers: Mapping[str, str], body: bytes) -> Conduct | None:
        """Judges and records a request; nothing if it is forged or broken."""

    def note_fault(self, fault: str) -> None: ...

    def await_release(self) -> None:
        """Returns when hanging requests may end, and late ones be answered."""


class ReceiverServer(MortalServer):
    def __init__(self, port: int, judge: Judge) -> None:
        self.judge = judge
        super().__init__(port, _Handler)

    def note_failure(self, error: BaseException | None) -> None:
        self.judge.note_fault(f"the receiver itself failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    server: ReceiverServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = min(int(self.headers.get("content-length", 0)), BODY_BYTES_MAX)
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        judge = self.server.judge
        match judge.take(headers, body):
            case None:
                self._answer(400)
            case Conduct.ACCEPT:
                self._accept(headers["webhook-id"])
            case Conduct.ACCEPT_LATE:
                judge.await_release()
                self._accept(headers["webhook-id"])
            case Conduct.FAIL | Conduct.TAKE_AND_FAIL:
                self._answer(500)
            case Conduct.POSTPONE:
                self._answer(503, retry_after=judge.retry_after_seconds)
            case Conduct.REFUSE:
                self._answer(422)
            case Conduct.GONE:
                self._answer(410)
            case Conduct.HANG:
                judge.await_release()
                self._hang_up()
            case Conduct.LOSE_ANSWER:
                self._hang_up()

    def _accept(self, webhook_id: str) -> None:
        self._answer(200, json.dumps({"reference": reference_of(webhook_id)}).encode())

    def _answer(self, status: int, body: bytes = b"", retry_after: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if body:
            self.send_header("Content-Type", "application/json")
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        shut(self.connection)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what came stands in the journal."""
