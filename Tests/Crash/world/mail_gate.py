"""What stands between the daemon and its mail server: it speaks enough SMTP to be unfair to one
mail, and to lose the answer that a mail has been taken."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from io import BufferedIOBase
from socketserver import StreamRequestHandler

from parts.loopback import HOST, free_port
from parts.mortal_server import MortalServer, shut

UPSTREAM_SECONDS = 30.0
"""Longer than the daemon waits for one mail."""
LINE_BYTES_MAX = 4096
MAIL_BYTES_MAX = 1 << 20
LEAVES = b"421 4.3.2 mail.test is going down for maintenance\r\n"
BUSY = b"451 4.3.0 try again later\r\n"
MESSAGE_ID = b"message-id:"


class Manner(Enum):
    """What becomes of one mail."""

    PASS = auto()
    LOSE = auto()
    """Taken, and the connection ends without the answer."""
    HOLD = auto()
    """Taken, and the connection stays without the answer."""
    REFUSE = auto()
    """451 to its sender, nothing is taken."""
    REFUSE_LATE = auto()
    """451 to the whole mail, nothing is taken."""
    LEAVE = auto()
    """421, nothing is taken."""
    CUT = auto()
    """The connection ends in the middle of the mail, nothing is taken."""
    HANG = auto()
    """No answer to anything, nothing is taken."""


UNFAIR = (
    Manner.LOSE,
    Manner.LOSE,
    Manner.LOSE,
    Manner.HOLD,
    Manner.REFUSE,
    Manner.REFUSE_LATE,
    Manner.LEAVE,
    Manner.CUT,
)
"""Those that hurt most come most often."""


@dataclass(frozen=True)
class Taking:
    """The mail server has said that it has a mail."""

    message_id: str
    recipient: str
    at: float
    """Unix time."""
    is_told: bool
    """The answer was passed on."""


class MailGate:
    """One port for ever; closed while the mail server is down, so that connections are refused."""

    def __init__(self, target_port: int) -> None:
        self.port = free_port()
        self.target_port = target_port
        self._choose: Callable[[], Manner] = _pass
        self._is_hanging = False
        self._caught: threading.Event | None = None
        self._taken: list[Taking] = []
        self._untaken = 0
        self._turn = 0
        self._news = threading.Condition()
        self._server: _Server | None = None

    def up(self) -> None:
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Connections that stand end as well."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def behave(self) -> None:
        """Connections that got no answer end without one."""
        self._set(_pass)

    def misbehave(self, share: float, dice: random.Random) -> None:
        """So many of all mails are treated in one of the unfair ways."""
        own = random.Random(dice.random())
        self._set(lambda: own.choice(UNFAIR) if own.random() < share else Manner.PASS)

    def hang(self) -> None:
        """Connections are taken, and nothing is ever said."""
        self._set(lambda: Manner.HANG, is_hanging=True)

    def catch(self) -> threading.Event:
        """The next mail is taken by the server, and nothing is answered from then on: set as soon
        as it is there."""
        caught = threading.Event()
        self._set(lambda: Manner.HANG if caught.is_set() else Manner.HOLD, caught=caught)
        return caught

    def taken(self) -> list[Taking]:
        """In that order, from the beginning."""
        with self._news:
            return list(self._taken)

    @property
    def untaken(self) -> int:
        """Mails that were turned away, or cut off before they were whole."""
        with self._news:
            return self._untaken

    def manner(self) -> Manner:
        """Of the mail that begins."""
        with self._news:
            chosen = self._choose()
            self._untaken += chosen not in (Manner.PASS, Manner.LOSE, Manner.HOLD)
            return chosen

    def note_taken(self, message_id: str, recipient: str, manner: Manner) -> None:
        """The server has it, and the daemon does not know yet."""
        with self._news:
            is_told = manner is Manner.PASS
            self._taken.append(Taking(message_id, recipient, time.time(), is_told))
            if self._caught is not None and manner is Manner.HOLD:
                self._caught.set()

    def greets(self) -> bool:
        """At once, or not at all: returns when the connection has to end."""
        with self._news:
            is_hanging = self._is_hanging
        if is_hanging:
            self.keep_waiting()
        return not is_hanging

    def keep_waiting(self) -> None:
        """Whoever is connected, until the gate changes its ways."""
        with self._news:
            turn = self._turn
            self._news.wait_for(lambda: self._turn != turn, UPSTREAM_SECONDS)

    def _set(
        self,
        choose: Callable[[], Manner],
        caught: threading.Event | None = None,
        is_hanging: bool = False,
    ) -> None:
        with self._news:
            self._choose, self._caught, self._is_hanging = choose, caught, is_hanging
            self._turn += 1
            self._news.notify_all()


def _pass() -> Manner:
    return Manner.PASS


class _Server(MortalServer):
    request_queue_size = 64

    def __init__(self, gate: MailGate) -> None:
        self.gate = gate
        super().__init__(gate.port, _Handler)

    def note_failure(self, error: BaseException | None) -> None:
        """Either end may be gone: that is what it is for."""


class _Handler(StreamRequestHandler):
    """One connection of the daemon's, led over one to the mail server."""

    server: _Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        gate = self.server.gate
        with contextlib.suppress(OSError):
            if not gate.greets():
                return
            address = HOST, gate.target_port
            with (
                socket.create_connection(address, UPSTREAM_SECONDS) as upstream,
                upstream.makefile("rwb") as server,
            ):
                _Session(gate, self.rfile, self.wfile, server).lead()
        shut(self.connection)

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()


class _Session:
    """Command by command, each with its answer; ends when the connection has to."""

    def __init__(
        self,
        gate: MailGate,
        client: BufferedIOBase,
        answers: BufferedIOBase,
        server: BufferedIOBase,
    ) -> None:
        self._gate = gate
        self._client = client
        self._answers = answers
        self._server = server
        self._manner = Manner.PASS
        self._recipient = ""

    def lead(self) -> None:
        self._answer(self._reply())
        while line := self._client.readline(LINE_BYTES_MAX):
            word = line[:4].upper()
            if word == b"MAIL":
                self._manner = self._gate.manner()
                if not self._begins():
                    return
            if word == b"RCPT":
                self._recipient = line.partition(b":")[2].strip(b" <>\r\n").decode()
            self._pass_on(line)
            reply = self._reply()
            if not reply:
                return
            self._answer(reply)
            if word == b"DATA" and reply.startswith(b"354") and not self._take():
                return

    def _begins(self) -> bool:
        """Whether the mail gets as far as to its recipient."""
        match self._manner:
            case Manner.HANG:
                self._gate.keep_waiting()
            case Manner.REFUSE:
                self._answer(BUSY)
            case Manner.LEAVE:
                self._answer(LEAVES)
            case _:
                return True
        return False

    def _take(self) -> bool:
        """The mail itself; whether the connection goes on."""
        lines = self._mail()
        if not lines:
            return False
        if self._manner is Manner.REFUSE_LATE:
            self._answer(BUSY)
            return False
        if self._manner is Manner.CUT:
            self._pass_on(*lines[: len(lines) // 2])
            return False
        self._pass_on(*lines)
        reply = self._reply()
        if reply.startswith(b"2"):
            self._gate.note_taken(_message_id(lines), self._recipient, self._manner)
            if self._manner is Manner.HOLD:
                self._gate.keep_waiting()
            if self._manner is not Manner.PASS:
                return False
        self._answer(reply)
        return bool(reply)

    def _mail(self) -> list[bytes]:
        """With the dot that ends it; nothing if that never came."""
        lines: list[bytes] = []
        size = 0
        while size < MAIL_BYTES_MAX and (line := self._client.readline(LINE_BYTES_MAX)):
            lines.append(line)
            size += len(line)
            if line == b".\r\n":
                return lines
        return []

    def _pass_on(self, *lines: bytes) -> None:
        self._server.writelines(lines)
        self._server.flush()

    def _reply(self) -> bytes:
        """All its lines."""
        whole = b""
        while line := self._server.readline(LINE_BYTES_MAX):
            whole += line
            if line[3:4] != b"-":
                break
        return whole

    def _answer(self, reply: bytes) -> None:
        self._answers.write(reply)
        self._answers.flush()


def _message_id(lines: list[bytes]) -> str:
    for line in lines:
        if line.lower().startswith(MESSAGE_ID):
            return line[len(MESSAGE_ID) :].strip().decode(errors="replace")
        if line == b"\r\n":
            break
    return ""
