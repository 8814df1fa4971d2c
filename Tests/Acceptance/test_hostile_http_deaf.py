"""Clients who ask and never fetch their answer."""

from __future__ import annotations

import socket
import time

from desk import IS_LONG
from hostile_desk import HostileDesk
from parts.loopback import HOST
from parts.mentions import crowd, mention
from parts.raw_http import ask, connect, request
from parts.waiting import wait_until

STREAMS_MAX = 32


class Deaf(HostileDesk):
    growth_max_mib = 160.0
    """64 MiB of answers may wait, and what the readers of the store take."""

    def setUp(self) -> None:
        super().setUp()
        for seed in range(4):
            made = crowd(500, seed)
            for each in made:
                each["text"] = each["text"] * 30
            self.api.post(made)

    def test_answers_that_nobody_reads(self) -> None:
        with self.attack(rounds=5):
            deaf = [stubborn(self.port) for _ in range(60)]
            for each in deaf:
                each.sendall(request("GET", "/v1/cases?limit=1000") * 3)
            time.sleep(5 if IS_LONG else 2)
            for each in deaf:
                each.close()

    def test_streams_that_nobody_reads(self) -> None:
        accept = {"Accept": "text/event-stream"}
        with self.attack(rounds=5):
            deaf = [stubborn(self.port) for _ in range(STREAMS_MAX + 10)]
            for each in deaf:
                each.sendall(request("GET", "/v1/events", accept))
            refused = ask(self.port, request("GET", "/v1/events", accept))
            self.assert_refused(refused, 503, "streams are taken")
            self.assertEqual(refused.headers["retry-after"], "30")
            self.api.post(mention())
            for each in deaf:
                each.close()
        wait_until(lambda: self.streams_again(accept), 30, "a stream to be had again")

    def test_pipelined_requests_whose_answers_nobody_reads(self) -> None:
        with self.attack(rounds=5):
            deaf = [stubborn(self.port) for _ in range(20)]
            for each in deaf:
                each.settimeout(0.2)
                try:
                    each.sendall(request("GET", "/", {"Authorization": None}) * 500)
                except OSError:  # It takes no more, which is the point.
                    pass
            for each in deaf:
                each.close()

    def streams_again(self, accept: dict[str, str]) -> bool:
        with connect(self.port) as connection:
            connection.sendall(request("GET", "/v1/events", accept))
            return connection.recv(100).startswith(b"HTTP/1.1 200")


def stubborn(port: int) -> socket.socket:
    """A client that takes in next to nothing."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(20)
    made.connect((HOST, port))
    return made
