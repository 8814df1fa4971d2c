"""Does the relay lose connections as it is told?"""

from __future__ import annotations

import socket
import threading
import unittest

from parts.loopback import HOST, free_port
from parts.relay import Manner, Relay, Trap, Way

PATIENCE_SECONDS = 2.0
SILENCE_SECONDS = 0.2


class TheRelay(unittest.TestCase):
    def setUp(self) -> None:
        server = socket.create_server((HOST, free_port()))
        self.addCleanup(server.close)
        self.relay = Relay(server.getsockname()[1])
        self.relay.start()
        self.addCleanup(self.relay.stop)
        self.client = socket.create_connection((HOST, self.relay.port), PATIENCE_SECONDS)
        self.addCleanup(self.client.close)
        self.server, _ = server.accept()
        self.server.settimeout(PATIENCE_SECONDS)
        self.addCleanup(self.server.close)

    def test_carries_both_ways_and_the_end_too(self) -> None:
        self.client.sendall(b"question")
        self.assertEqual(self.server.recv(100), b"question")
        self.server.sendall(b"answer")
        self.server.shutdown(socket.SHUT_WR)
        self.assertEqual(self.client.recv(100), b"answer")
        self.assertEqual(self.client.recv(100), b"")

    def test_a_reset(self) -> None:
        self.relay.cut(Manner.RST)
        for end in (self.client, self.server):
            self.assert_reset(end)

    def test_an_orderly_end(self) -> None:
        self.relay.cut(Manner.FIN)
        for end in (self.client, self.server):
            self.assertEqual(end.recv(100), b"")

    def test_half_open(self) -> None:
        self.relay.cut(Manner.HALF_OPEN)
        for one, other in ((self.client, self.server), (self.server, self.client)):
            one.sendall(b"anybody?")
            self.assert_silent(other)

    def test_unplugged(self) -> None:
        self.relay.cut(Manner.UNPLUGGED)
        self.assertEqual(self.server.recv(100), b"")
        self.assert_silent(self.client)

    def test_a_ghost(self) -> None:
        self.relay.cut(Manner.GHOST)
        self.assert_reset(self.client)
        self.assert_silent(self.server)

    def test_a_trap_lets_just_so_many_bytes_pass(self) -> None:
        self.relay.lay(Trap(Way.DOWN, 5, lambda: self.relay.cut(Manner.FIN)))
        self.server.sendall(b"one two three")
        self.assertEqual(self.client.recv(100), b"one t")
        self.assertEqual(self.client.recv(100), b"")
        self.assertFalse(self.relay.is_trap_laid)

    def test_a_trap_for_the_next_connection(self) -> None:
        sprung = threading.Event()
        self.relay.lay(Trap(Way.UP, 0, sprung.set, waits_for_a_connection=True))
        self.client.sendall(b"not this one")
        self.assertEqual(self.server.recv(100), b"not this one")
        self.assertFalse(sprung.is_set())
        socket.create_connection((HOST, self.relay.port), PATIENCE_SECONDS).close()
        self.assertTrue(sprung.wait(PATIENCE_SECONDS))

    def test_closed_and_open_again(self) -> None:
        self.relay.close()
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection((HOST, self.relay.port), PATIENCE_SECONDS)
        self.relay.open()
        socket.create_connection((HOST, self.relay.port), PATIENCE_SECONDS).close()

    def assert_reset(self, end: socket.socket) -> None:
        with self.assertRaises(ConnectionResetError):
            end.recv(100)

    def assert_silent(self, end: socket.socket) -> None:
        end.settimeout(SILENCE_SECONDS)
        with self.assertRaises(TimeoutError):
            end.recv(100)
