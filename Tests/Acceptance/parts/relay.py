"""A TCP relay in the middle that loses connections on demand, in any manner."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from .loopback import HOST, free_port

READ_BYTES = 16384
CONNECT_SECONDS = 5.0
STOP_SECONDS = 5.0
NO_LINGER = struct.pack("ii", 1, 0)


class Manner(Enum):
    """How a connection is lost."""

    RST = auto()
    """Both ends get a reset."""
    FIN = auto()
    """Both ends are told that it is over."""
    HALF_OPEN = auto()
    """Packets vanish; neither end is told."""
    UNPLUGGED = auto()
    """The client hears nothing any more; the server knows that it is over."""
    GHOST = auto()
    """The client gets a reset; the server believes that it is still there."""


class Way(Enum):
    """In which direction bytes go."""

    UP = auto()
    """From the client to the server."""
    DOWN = auto()


@dataclass
class Trap:
    """Springs after so many more bytes have gone that way; not one byte goes further before."""

    way: Way
    bytes_left: int
    spring: Callable[[], None]
    waits_for_a_connection: bool = False


class Relay:
    """Listens on a port of its own for connections to another one."""

    def __init__(self, target_port: int) -> None:
        self.port = free_port()
        self.connections = 0
        self._target_port = target_port
        self._selector = selectors.DefaultSelector()
        self._listener: socket.socket | None = None
        self._pairs: list[_Pair] = []
        self._vanished: list[_Pair] = []
        self._trap: Trap | None = None
        self._lock = threading.RLock()
        self._bell, self._ear = socket.socketpair()
        self._selector.register(self._ear, selectors.EVENT_READ)
        self._stops = False
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self) -> None:
        self.open()
        self._thread.start()

    def stop(self) -> None:
        self._stops = True
        self._ring()
        self._thread.join(STOP_SECONDS)
        self.close()
        with self._lock:
            for pair in [*self._pairs, *self._vanished]:
                pair.reset()
        self._selector.close()
        self._bell.close()
        self._ear.close()

    def open(self) -> None:
        """Takes connections, for the first time or again."""
        with self._lock:
            if self._listener is None:
                self._listener = socket.create_server((HOST, self.port), backlog=16)
                self._listener.setblocking(False)
                self._selector.register(self._listener, selectors.EVENT_READ)
                self._ring()

    def close(self) -> None:
        """Refuses new connections; those that stand go on."""
        with self._lock:
            if self._listener is not None:
                self._selector.unregister(self._listener)
                self._listener.close()
                self._listener = None

    def cut(self, manner: Manner) -> None:
        """Every connection there is ends so, now."""
        with self._lock:
            for pair in list(self._pairs):
                self._cut(pair, manner)
            self._ring()

    def lay(self, trap: Trap | None) -> None:
        """The one trap there is; the one before is taken away."""
        with self._lock:
            self._trap = trap

    @property
    def is_trap_laid(self) -> bool:
        with self._lock:
            return self._trap is not None

    # In the relay's own thread

    def _run(self) -> None:
        while not self._stops:
            for key, _ in self._selector.select():
                with self._lock:
                    if key.fileobj is self._ear:
                        self._ear.recv(READ_BYTES)
                    elif key.fileobj is self._listener:
                        self._accept()
                    elif key.data is not None and key.data.pair in self._pairs:
                        self._serve(key.data)

    def _accept(self) -> None:
        assert self._listener is not None
        with contextlib.suppress(OSError):  # Whoever knocked may be gone already.
            client, _ = self._listener.accept()
            try:
                server = socket.create_connection((HOST, self._target_port), CONNECT_SECONDS)
            except OSError:
                _reset(client)
                return
            self.connections += 1
            self._pairs.append(_Pair(client, server))
            for flow in self._pairs[-1].flows:
                flow.source.setblocking(False)
                flow.source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._selector.register(flow.source, selectors.EVENT_READ, flow)
            if self._trap is not None:
                self._trap.waits_for_a_connection = False
                self._spring_if_due()

    def _serve(self, flow: _Flow) -> None:
        """Either end can be read from, or written to again."""
        pair = flow.pair
        try:
            for each in pair.flows:
                if not each.pending and not each.has_ended:
                    self._carry(each)
                if pair not in self._pairs:
                    return
                each.flush()
        except OSError:
            self._forget(pair)
            pair.reset()
            return
        if all(each.has_ended and not each.pending for each in pair.flows):
            self._forget(pair)
            pair.close()
            return
        for each in pair.flows:
            self._watch(each)

    def _carry(self, flow: _Flow) -> None:
        try:
            data = flow.source.recv(READ_BYTES)
        except BlockingIOError:
            return
        if not data:
            flow.has_ended = True
        if flow.pair.is_over:
            return
        trap = self._trap
        if trap is not None and trap.way is flow.way and not trap.waits_for_a_connection:
            passing = data[: trap.bytes_left]
            trap.bytes_left -= len(data)
            flow.pending += passing
            flow.flush()
            self._spring_if_due()
            if flow.pair in self._pairs:
                flow.pending += data[len(passing) :]
        else:
            flow.pending += data

    def _spring_if_due(self) -> None:
        trap = self._trap
        if trap is not None and trap.bytes_left <= 0 and not trap.waits_for_a_connection:
            self._trap = None
            trap.spring()

    def _watch(self, flow: _Flow) -> None:
        """Read while nothing waits to go on; written to while something does."""
        other = flow.pair.other(flow)
        wanted = 0
        if not flow.pending and not flow.has_ended:
            wanted |= selectors.EVENT_READ
        if other.pending:
            wanted |= selectors.EVENT_WRITE
        known = self._selector.get_map().get(flow.source)
        if known is None and wanted:
            self._selector.register(flow.source, wanted, flow)
        elif known is not None and not wanted:
            self._selector.unregister(flow.source)
        elif known is not None and known.events != wanted:
            self._selector.modify(flow.source, wanted, flow)

    def _cut(self, pair: _Pair, manner: Manner) -> None:
        if manner is Manner.FIN:
            pair.finish()
            return
        self._forget(pair)
        match manner:
            case Manner.RST:
                pair.reset()
            case Manner.HALF_OPEN:
                self._vanished.append(pair)
            case Manner.UNPLUGGED:
                pair.server.close()
                self._vanished.append(pair)
            case Manner.GHOST:
                _reset(pair.client)
                self._vanished.append(pair)

    def _forget(self, pair: _Pair) -> None:
        self._pairs.remove(pair)
        for flow in pair.flows:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(flow.source)

    def _ring(self) -> None:
        self._bell.send(b"!")


class _Flow:
    """One direction of a connection."""

    def __init__(self, pair: _Pair, way: Way, source: socket.socket, sink: socket.socket) -> None:
        self.pair, self.way, self.source, self.sink = pair, way, source, sink
        self.pending = b""
        self.has_ended = False
        self._has_told = False

    def flush(self) -> None:
        if self.pending:
            with contextlib.suppress(BlockingIOError):
                self.pending = self.pending[self.sink.send(self.pending) :]
        if self.has_ended and not self.pending and not self._has_told:
            self._has_told = True
            if not self.pair.is_over:
                self.sink.shutdown(socket.SHUT_WR)


class _Pair:
    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server = client, server
        self.is_over = False
        """Both ends have been told; what they still say goes nowhere."""
        self.flows = (
            _Flow(self, Way.UP, client, server),
            _Flow(self, Way.DOWN, server, client),
        )

    def other(self, flow: _Flow) -> _Flow:
        return self.flows[1] if flow is self.flows[0] else self.flows[0]

    def finish(self) -> None:
        self.is_over = True
        for flow in self.flows:
            flow.pending = b""
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        _reset(self.client)
        _reset(self.server)

    def close(self) -> None:
        self.client.close()
        self.server.close()


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    end.close()
