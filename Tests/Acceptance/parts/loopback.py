"""Free ports on the loopback interface."""

from __future__ import annotations

import random
import socket
import threading

HOST = "127.0.0.1"

# Below the range from which Linux picks the ports of outgoing connections (32768 up): a server
# that is killed and comes back would otherwise find its port taken by somebody's client.
LOWEST_PORT, HIGHEST_PORT = 15000, 32000
ATTEMPTS_MAX = 200

_given: set[int] = set()
_lock = threading.Lock()


def free_port() -> int:
    """A port nobody listens on, never given twice by one process."""
    with _lock:
        for _ in range(ATTEMPTS_MAX):
            port = random.randint(LOWEST_PORT, HIGHEST_PORT)
            if port in _given or not _can_bind(port):
                continue
            _given.add(port)
            return port
    raise OSError(f"no free port between {LOWEST_PORT} and {HIGHEST_PORT} on {HOST}")


def is_listening(port: int) -> bool:
    """Whether somebody accepts connections there."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _can_bind(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
