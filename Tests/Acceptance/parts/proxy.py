"""A proxy that leads every connection to one port and remembers whom it was asked for."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading

from .loopback import HOST

READ_BYTES = 16384
PATIENCE_SECONDS = 10.0
SOCKS_VERSION = 5
SOCKS_GRANTED = bytes([SOCKS_VERSION, 0, 0, 1]) + bytes(6)


class Proxy:
    """Speaks SOCKS5 (RFC 1928) or HTTP's CONNECT, whichever the client begins with."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self.asked: list[str] = []
        """`socks5 name:port` or `connect name:port`, in the order they came."""
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(PATIENCE_SECONDS)
        with contextlib.suppress(OSError), client:
            first = client.recv(READ_BYTES)
            if first[:1] == bytes([SOCKS_VERSION]):
                client.sendall(bytes([SOCKS_VERSION, 0]))
                self.asked.append(f"socks5 {_socks_target(client.recv(READ_BYTES))}")
                granted = SOCKS_GRANTED
            else:
                self.asked.append(f"connect {first.decode().split()[1]}")
                granted = b"HTTP/1.1 200 OK\r\n\r\n"
            with socket.create_connection((HOST, self._target_port)) as upstream:
                client.sendall(granted)
                _lead(client, upstream)


def _socks_target(request: bytes) -> str:
    """The name in a request to connect; only names are taken, for the proxy looks them up."""
    assert request[1:2] == b"\x01" and request[3:4] == b"\x03", request
    end = 5 + request[4]
    return f"{request[5:end].decode()}:{int.from_bytes(request[end : end + 2], 'big')}"


def _lead(one: socket.socket, other: socket.socket) -> None:
    """Both ways, until either side ends."""
    with selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_READ, other)
        selector.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in selector.select():
                source, sink = key.fileobj, key.data
                assert isinstance(source, socket.socket)
                data = source.recv(READ_BYTES)
                if not data:
                    return
                sink.sendall(data)
