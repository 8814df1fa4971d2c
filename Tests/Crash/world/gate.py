"""What stands between the daemon and its homeserver: an HTTP proxy that loses answers on demand."""

from __future__ import annotations

import contextlib
import http.client
import random
import threading
from collections.abc import Callable
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler

from parts.loopback import HOST, free_port
from parts.mortal_server import MortalServer, shut

ANSWER_SECONDS = 90.0
"""Longer than the daemon waits for anything."""
BODY_BYTES_MAX = 4 << 20
BAD_GATEWAY = b"<html><title>502 Bad Gateway</title><p>nginx</html>"
UNAVAILABLE = b"<html><title>503 Service Unavailable</title></html>"
OF_ONE_CONNECTION = {"connection", "content-length", "host", "keep-alive", "transfer-encoding"}
SENDING = "/send/"


class Manner(Enum):
    """What becomes of one request."""

    PASS = auto()
    LOSE = auto()
    """Done, and the connection ends without the answer."""
    SPOIL = auto()
    """Done, and answered with 502 by something in between."""
    REFUSE = auto()
    """503, nothing is done."""
    CUT = auto()
    """The connection ends, nothing is done."""


UNFAIR = (Manner.LOSE, Manner.LOSE, Manner.SPOIL, Manner.SPOIL, Manner.REFUSE, Manner.CUT)
"""Those that hurt most come most often."""


class Gate:
    """One port for ever; closed while the homeserver is down, so that connections are refused."""

    def __init__(self, target_port: int) -> None:
        self.port = free_port()
        self.target_port = target_port
        self._choose: Callable[[bool], Manner] = _pass
        self._caught: threading.Event | None = None
        self._lock = threading.Lock()
        self._server: _Server | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def up(self) -> None:
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Connections that stand end as well."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def behave(self) -> None:
        self._set(_pass, None)

    def misbehave(self, share: float, dice: random.Random) -> None:
        """So many of all requests are treated in one of the unfair ways."""
        own = random.Random(dice.random())
        self._set(
            lambda _: own.choice(UNFAIR) if own.random() < share else Manner.PASS, None
        )

    def catch_send(self) -> threading.Event:
        """The next message of the bot's is taken by the homeserver, and nothing passes from then
        on: set as soon as it is there."""
        caught = threading.Event()

        def choose(is_send: bool) -> Manner:
            if caught.is_set():
                return Manner.CUT
            return Manner.LOSE if is_send else Manner.PASS

        self._set(choose, caught)
        return caught

    def manner(self, is_send: bool) -> Manner:
        with self._lock:
            return self._choose(is_send)

    def note_done(self, is_send: bool) -> None:
        """The homeserver has answered one, and the daemon does not know yet."""
        with self._lock:
            if is_send and self._caught is not None:
                self._caught.set()

    def _set(self, choose: Callable[[bool], Manner], caught: threading.Event | None) -> None:
        with self._lock:
            self._choose, self._caught = choose, caught


def _pass(_: bool) -> Manner:
    return Manner.PASS


class _Server(MortalServer):
    request_queue_size = 64

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        super().__init__(gate.port, _Handler)

    def note_failure(self, error: BaseException | None) -> None:
        """Either end may be gone: that is what it is for."""


class _Handler(BaseHTTPRequestHandler):
    """Requests of one connection of the daemon's, led over one to the homeserver."""

    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        port = self.server.gate.target_port
        self._upstream = http.client.HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)

    def finish(self) -> None:
        self._upstream.close()
        with contextlib.suppress(OSError):
            super().finish()

    def _lead(self) -> None:
        length = min(int(self.headers.get("content-length", 0)), BODY_BYTES_MAX)
        body = self.rfile.read(length) if length else None
        gate, is_send = self.server.gate, self.command == "PUT" and SENDING in self.path
        manner = gate.manner(is_send)
        if manner is Manner.REFUSE:
            return self._answer(503, UNAVAILABLE)
        if manner is Manner.CUT:
            return self._hang_up()
        try:
            answer, content = self._ask(body)
        except (OSError, http.client.HTTPException):
            return self._hang_up()
        gate.note_done(is_send)
        if manner is Manner.LOSE:
            self._hang_up()
        elif manner is Manner.SPOIL:
            self._answer(502, BAD_GATEWAY)
        else:
            self._pass_on(answer, content)

    do_GET = do_PUT = do_POST = do_DELETE = _lead

    def _ask(self, body: bytes | None) -> tuple[http.client.HTTPResponse, bytes]:
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in OF_ONE_CONNECTION
        }
        self._upstream.request(self.command, self.path, body, headers)
        answer = self._upstream.getresponse()
        return answer, answer.read()

    def _pass_on(self, answer: http.client.HTTPResponse, content: bytes) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OF_ONE_CONNECTION:
                self.send_header(name, value)
        self._end(content)

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", "text/html")
        self._end(content)

    def _end(self, content: bytes) -> None:
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _hang_up(self) -> None:
        self.close_connection = True
        shut(self.connection)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
