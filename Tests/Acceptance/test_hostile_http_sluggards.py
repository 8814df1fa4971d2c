"""Requests that drip: heads, bodies, and bodies by strangers who claim to have signed them."""

from __future__ import annotations

import select
import socket
import threading
import time

from hostile_desk import HostileDesk
from parts.raw_http import Incoming, connect, drip, post, read_answer

HEAD_SECONDS = 20.0
BODY_SECONDS = 30.0
SLACK_SECONDS = 10.0
POSTS_MAX = 64


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


def drip_quietly(connection: socket.socket, until: float) -> None:
    try:
        drip(connection, b"x" * 1000, every=0.25, until=until)
    except OSError:  # It was ended, as it should be.
        pass
