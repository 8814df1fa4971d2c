"""The gate before the homeserver does to requests what it says it does."""

from __future__ import annotations

import http.client
import random
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

import acceptance  # noqa: F401, isort: skip
from parts.loopback import HOST
from world.gate import UNFAIR, Gate, Manner

SEND = "/_matrix/client/v3/rooms/!a:test/send/m.room.message/1"
WITHIN_SECONDS = 5.0
TIMES = 60


class _Home(ThreadingHTTPServer):
    """Counts what it has taken."""

    daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        super().__init__((HOST, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Home
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append(body)
        self.send_response(429)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class GateDoes(unittest.TestCase):
    def setUp(self) -> None:
        self.home = _Home()
        threading.Thread(target=self.home.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.home.server_close)
        self.addCleanup(self.home.shutdown)
        self.gate = Gate(self.home.server_address[1])
        self.gate.up()
        self.addCleanup(self.gate.down)

    def put(self, path: str = SEND) -> tuple[int, bytes] | None:
        """Status and body, or nothing where the connection ended or was refused."""
        connection = http.client.HTTPConnection(HOST, self.gate.port, timeout=WITHIN_SECONDS)
        try:
            connection.request("PUT", path, b"words")
            answer = connection.getresponse()
            self.retry_after = answer.getheader("Retry-After")
            return answer.status, answer.read()
        except (ConnectionError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def test_whatever_the_homeserver_says_passes(self) -> None:
        self.assertEqual(self.put(), (429, b"words"))
        self.assertEqual(self.retry_after, "7")

    def test_each_manner(self) -> None:
        for manner, wanted, taken in (
            (Manner.LOSE, None, 1),
            (Manner.SPOIL, 502, 1),
            (Manner.REFUSE, 503, 0),
            (Manner.CUT, None, 0),
        ):
            with self.subTest(manner.name):
                self.home.taken.clear()
                with mock.patch.object(self.gate, "manner", return_value=manner):
                    answer = self.put()
                self.assertEqual(answer and answer[0], wanted)
                self.assertEqual(len(self.home.taken), taken)

    def test_misbehaving_and_behaving_again(self) -> None:
        self.gate.misbehave(1.0, random.Random(1))
        manners = {self.gate.manner(is_send=True) for _ in range(TIMES)}
        self.assertEqual(manners, set(UNFAIR))
        self.gate.behave()
        self.assertEqual(self.put(), (429, b"words"))

    def test_a_send_is_caught_and_nothing_passes_after_it(self) -> None:
        caught = self.gate.catch_send()
        self.assertEqual(self.put("/_matrix/client/v3/sync"), (429, b"words"))
        self.assertFalse(caught.is_set())
        self.assertIsNone(self.put())
        self.assertTrue(caught.is_set())
        self.assertIsNone(self.put())
        self.assertEqual(len(self.home.taken), 2)

    def test_while_it_is_down_connections_are_refused(self) -> None:
        self.gate.down()
        self.assertIsNone(self.put())
        self.gate.up()
        self.assertEqual(self.put(), (429, b"words"))
