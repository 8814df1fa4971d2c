"""A server that can be down: when it ends, so do the connections that were kept alive."""

from __future__ import annotations

import contextlib
import socket
import sys
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler
from typing import Any

from .loopback import HOST


class MortalServer(ThreadingHTTPServer):
    """Listens from its making to `server_close`, a thread for each connection."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, handler: type[BaseRequestHandler]) -> None:
        self._connections: set[socket.socket] = set()
        super().__init__((HOST, port), handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._connections):
            shut(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are no news; all else is a fault of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            self.note_failure(error)

    def note_failure(self, error: BaseException | None) -> None:
        """It failed itself."""
        raise NotImplementedError


def shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # The other side may have been faster.
        connection.shutdown(socket.SHUT_RDWR)
