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

BESIDE = "127.0.0.2"
"""Where a port that was given is held for as long as this process lives: another that draws it sees
so, also while nobody listens on it. Servers listen on `HOST`, and are not hindered."""

_held: dict[int, socket.socket] = {}
_lock = threading.Lock()


def free_port() -> int:
    """A port nobody listens on, given once among all processes that draw here."""
    with _lock:
        for _ in range(ATTEMPTS_MAX):
            port = random.randint(LOWEST_PORT, HIGHEST_PORT)
            if port not in _held and _can_bind(port) and _hold(port):
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


def _hold(port: int) -> bool:
    holder = socket.socket()
    try:
        holder.bind((BESIDE, port))
    except OSError:
        holder.close()
        return False
    _held[port] = holder
    return True
