"""Which addresses a process talks to, as the kernel tells it."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from pathlib import Path

TABLES = {
    "tcp": socket.AF_INET,
    "tcp6": socket.AF_INET6,
    "udp": socket.AF_INET,
    "udp6": socket.AF_INET6,
}
LISTENING = "0A"
LOOK_EVERY_SECONDS = 0.002


def remote_ends(pid: int) -> set[tuple[str, int]]:
    """Host and port of the other end of every socket the process has open at this moment."""
    own = _inodes(pid)
    found = set()
    for table, family in TABLES.items():
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = row.split()
            remote, state, inode = columns[2], columns[3], columns[9]
            if inode in own and state != LISTENING:
                host, _, port = remote.partition(":")
                found.add((_host(host, family), int(port, 16)))
    return {end for end in found if end[1] != 0}


def listens(pid: int, port: int) -> bool:
    """Whether that process, and nobody else, accepts connections at that port."""
    own = _inodes(pid)
    rows = [row.split() for row in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return any(
        row[3] == LISTENING and row[9] in own and int(row[1].partition(":")[2], 16) == port
        for row in rows
    )


def _inodes(pid: int) -> set[str]:
    found = set()
    for entry in os.scandir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(entry.path)
        except OSError:  # Closed meanwhile.
            continue
        if target.startswith("socket:["):
            found.add(target[len("socket:[") : -1])
    return found


def _host(written: str, family: int) -> str:
    """The kernel writes addresses as words of 32 bits in the machine's order."""
    words = [int(written[at : at + 8], 16) for at in range(0, len(written), 8)]
    return socket.inet_ntop(family, b"".join(struct.pack("=I", word) for word in words))


class SocketWatch:
    """Looks every few milliseconds from a thread of its own until `stop`."""

    def __init__(self, pid: int) -> None:
        self.seen: set[tuple[str, int]] = set()
        self._pid = pid
        self._stops = False
        self._thread = threading.Thread(target=self._watch, name="sockets", daemon=True)
        self._thread.start()

    def stop(self) -> set[tuple[str, int]]:
        self._stops = True
        self._thread.join()
        return self.seen

    def _watch(self) -> None:
        while not self._stops:
            try:
                self.seen |= remote_ends(self._pid)
            except OSError:  # The process has ended.
                return
            time.sleep(LOOK_EVERY_SECONDS)
