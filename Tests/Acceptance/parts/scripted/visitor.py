"""One client's connection, as the server sees it."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from typing import TYPE_CHECKING

from .tagged_line import TaggedLine

if TYPE_CHECKING:
    from .door import Door

SERVER = "scripted.test"
HOST_SHOWN = "host.test"
TOLD_MAX = 500

_TAG_NEEDS = {
    "time": "server-time",
    "account": "account-tag",
    "batch": "batch",
    "label": "labeled-response",
}


class Visitor:
    """Lives in the server's loop; only `lines` and `told` are looked at from outside."""

    def __init__(self, door: Door, writer: asyncio.StreamWriter) -> None:
        self.door = door
        self.nick = "*"
        self.user = ""
        self.account: str | None = None
        self.modes: set[str] = set()
        self.enabled: set[str] = set()
        self.is_negotiating = False
        self.is_registered = False
        self.lines: list[TaggedLine] = []
        """Everything the client sent, in order."""
        self.told: deque[TaggedLine] = deque(maxlen=TOLD_MAX)
        """The last lines that were said to it."""
        self.writer = writer
        self.is_byte_by_byte = False
        self._pending: bytearray = bytearray()
        self._trickle: asyncio.Task[None] | None = None
        self._answers: list[TaggedLine] | None = None
        plain = writer.get_extra_info("socket")
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def prefix(self) -> str:
        return f"{self.nick}!{self.user}@{HOST_SHOWN}"

    @property
    def is_gone(self) -> bool:
        return self.writer.is_closing()

    def send(self, line: TaggedLine) -> None:
        """With the tags that this client understands."""
        tags = {name: value for name, value in line.tags.items() if self._takes(name)}
        line = TaggedLine(line.command, line.parameters, line.source, tags)
        if self._answers is not None:
            self._answers.append(line)
        else:
            self.told.append(line)
            self.send_raw(line.encoded())

    def reply(self, command: str, *parameters: str) -> None:
        """A numeric: the server speaks to this client."""
        self.send(TaggedLine(command, (self.nick, *parameters), SERVER))

    def say(self, command: str, *parameters: str) -> None:
        """The server says it without naming the client first."""
        self.send(TaggedLine(command, parameters, SERVER))

    def send_raw(self, data: bytes) -> None:
        if self.is_gone:
            return
        if not self.is_byte_by_byte and not self._pending:
            self.writer.write(data)
            return
        self._pending += data
        if self._trickle is None or self._trickle.done():
            self._trickle = asyncio.ensure_future(self._deliver())

    def begin_answer(self) -> None:
        self._answers = []

    def end_answer(self, label: str, batch: str) -> None:
        """All that was said since `begin_answer`, under the label of the question."""
        answers, self._answers = self._answers or [], None
        if not answers:
            answers = [TaggedLine("ACK", (), SERVER)]
        if len(answers) == 1 or answers[0].command == "BATCH":
            answers[0] = answers[0].tagged(label=label)
        else:
            opening = TaggedLine("BATCH", (f"+{batch}", "labeled-response"), SERVER)
            answers = [
                opening.tagged(label=label),
                *(line.tagged(batch=batch) for line in answers),
                TaggedLine("BATCH", (f"-{batch}",), SERVER),
            ]
        for line in answers:
            self.send(line)

    def close(self, words: str | None = None) -> None:
        """Ends the connection: with an ERROR, or at once."""
        if words is not None:
            self.send_raw(TaggedLine("ERROR", (words,)).encoded())
            self.writer.close()
        else:
            self.writer.transport.abort()

    def _takes(self, tag: str) -> bool:
        needed = _TAG_NEEDS.get(tag, "message-tags")
        return needed in self.enabled

    async def _deliver(self) -> None:
        while self._pending and not self.is_gone:
            self.writer.write(bytes(self._pending[:1]))
            del self._pending[:1]
            await asyncio.sleep(0)
