"""Crowds and sluggards: connections that ask nothing, ask slowly, or never fetch their answer."""

from __future__ import annotations

import json
import select
import socket
import threading
import time

from desk import IS_LONG
from hostile_desk import HostileDesk, raise_file_limit
from parts.loopback import HOST
from parts.mentions import crowd, mention
from parts.raw_http import (
    Answer,
    Ended,
    Incoming,
    ask,
    connect,
    drip,
    post,
    read_answer,
    request,
)
from parts.waiting import wait_until

IDLE = 10_000
OPEN_MAX = 1024
"""Connections that the daemon keeps, at most."""
FILES = IDLE + 2_000
HANG_UP_SECONDS = 30.0
GIVEN_BACK_SECONDS = 15.0
LEFT_OVER_MIB = 10.0
HEAD_SECONDS = 20.0
BODY_SECONDS = 30.0
SLACK_SECONDS = 10.0
STREAMS_MAX = 32
POSTS_MAX = 64


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


class SlowLoris(HostileDesk):
    def test_a_head_that_drips_is_told_and_ended(self) -> None:
        with self.attack():
            self.assert_ended_in_time(b"GET /healthz HTTP/1.1\r\nHost: desk\r\nX-", HEAD_SECONDS)

    def test_a_body_that_drips_is_told_and_ended(self) -> None:
        with self.attack():
            self.assert_ended_in_time(post(b"[", {"Content-Length": "100000"}), BODY_SECONDS)

    def test_bodies_that_never_come_keep_nobody_from_posting(self) -> None:
        """Strangers who claim to have signed take every place there is."""
        claim = {
            "Authorization": None,
            "Content-Length": "100000",
            "webhook-id": "m",
            "webhook-timestamp": str(int(time.time())),
            "webhook-signature": "v1,AAAA",
        }
        with self.attack(rounds=20):
            slow = [connect(self.port) for _ in range(POSTS_MAX * 3)]
            for each in slow:
                each.sendall(post(b"[", claim))
            answered = [each for each in slow if self.is_answered(each)]
            self.assertGreater(len(answered), POSTS_MAX, "too many bodies are awaited at once")
            for each in answered[:5]:
                self.assert_refused(read_answer(Incoming(each)), 503)
            for each in slow:
                each.close()

    def is_answered(self, connection: socket.socket) -> bool:
        return bool(select.select([connection], [], [], 0.05)[0])

    def assert_ended_in_time(self, start: bytes, seconds: float) -> None:
        """Twenty at once; all are told what was wrong."""
        until = time.monotonic() + seconds + SLACK_SECONDS
        slow = [connect(self.port, seconds + SLACK_SECONDS) for _ in range(20)]
        for each in slow:
            each.sendall(start)
        threads = [
            threading.Thread(target=drip_quietly, args=(each, until), daemon=True)
            for each in slow
        ]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for each in slow:
            self.assert_refused(read_answer(Incoming(each)), 408, "in time")
        self.assertGreater(time.monotonic() - began, seconds / 2, "that was hasty")
        for thread in threads:
            thread.join()
        for each in slow:
            each.close()


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


def hung_up(sockets: list[socket.socket]) -> int:
    """How many of them the daemon has ended."""
    poll = select.poll()
    for each in sockets:
        poll.register(each, select.POLLIN)
    return len(poll.poll(0))


def drip_quietly(connection: socket.socket, until: float) -> None:
    try:
        drip(connection, b"x" * 1000, every=0.25, until=until)
    except OSError:  # It was ended, as it should be.
        pass


def stubborn(port: int) -> socket.socket:
    """A client that takes in next to nothing."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(20)
    made.connect((HOST, port))
    return made
