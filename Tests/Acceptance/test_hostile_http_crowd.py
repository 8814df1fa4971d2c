"""Ten thousand connections that ask nothing."""

from __future__ import annotations

import select
import socket

from hostile_desk import HostileDesk, raise_file_limit
from parts.raw_http import Incoming, connect, read_answer, request
from parts.waiting import wait_until

IDLE = 10_000
OPEN_MAX = 1024
"""Connections that the daemon keeps, at most."""
FILES = IDLE + 2_000
HANG_UP_SECONDS = 30.0
GIVEN_BACK_SECONDS = 15.0
LEFT_OVER_MIB = 10.0


class Crowd(HostileDesk):
    def setUp(self) -> None:
        self.files = raise_file_limit(FILES)
        super().setUp()

    def test_ten_thousand_idle_connections_keep_nobody_out(self) -> None:
        self.assertGreaterEqual(self.files, FILES, "too few files may be open to try this")
        before = self.memory()
        sockets: list[socket.socket] = []
        try:
            with self.attack():
                for _ in range(IDLE):
                    sockets.append(connect(self.port))
                during = self.memory()
                self.await_hung_up(sockets, IDLE - OPEN_MAX)
                self.assertLess(hung_up(sockets), IDLE - OPEN_MAX // 2, "more than was needed")
        finally:
            for each in sockets:
                each.close()
        after = self.await_memory(before + LEFT_OVER_MIB)
        print(f"RssAnon in MiB: {before:.1f} before, {during:.1f} during, {after:.1f} after")

    def test_a_known_guest_is_not_sent_away_for_strangers(self) -> None:
        with connect(self.port) as friend:
            incoming = Incoming(friend)
            friend.sendall(request("GET", "/v1/cases?limit=1"))
            self.assertEqual(read_answer(incoming).status, 200)
            strangers = [connect(self.port) for _ in range(OPEN_MAX + 200)]
            friend.sendall(request("GET", "/v1/cases?limit=1"))
            self.assertEqual(read_answer(incoming).status, 200)
            self.await_hung_up(strangers, 200)
            friend.sendall(request("GET", "/v1/cases?limit=1"))
            self.assertEqual(read_answer(incoming).status, 200)
            for stranger in strangers:
                stranger.close()

    def await_hung_up(self, sockets: list[socket.socket], count: int) -> None:
        wait_until(lambda: hung_up(sockets) >= count, HANG_UP_SECONDS, f"{count} to be ended")

    def await_memory(self, below: float) -> float:
        wait_until(lambda: self.memory() < below, GIVEN_BACK_SECONDS, f"less than {below} MiB")
        return self.memory()


def hung_up(sockets: list[socket.socket]) -> int:
    """How many of them the daemon has ended."""
    poll = select.poll()
    for each in sockets:
        poll.register(each, select.POLLIN)
    return len(poll.poll(0))
