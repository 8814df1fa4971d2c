"""Says to Postfix who may log in: the server's side of Dovecot's authentication protocol, 1.1."""

from __future__ import annotations

import base64
import socket
import threading
from pathlib import Path


class LoginServer:
    """Knows one user, by PLAIN, for as long as the process lives."""

    def __init__(self, path: Path, user: str, password: str) -> None:
        self._answer = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        self._user = user
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o666)
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        lines = peer.makefile("rw", encoding="utf-8", newline="\n")
        lines.write("VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nDONE\n")
        lines.flush()
        for line in lines:
            words = line.rstrip("\n").split("\t")
            if words[0] == "AUTH" and not words[-1].startswith("resp="):
                lines.write(f"CONT\t{words[1]}\t\n")
            elif words[0] in ("AUTH", "CONT"):
                is_known = words[-1].removeprefix("resp=") == self._answer
                lines.write(f"{'OK' if is_known else 'FAIL'}\t{words[1]}\tuser={self._user}\n")
            lines.flush()
