"""A port of the scripted server: plain or TLS, open or shut, with an STS policy or none."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

from ..certificates import Certificate
from ..loopback import HOST, free_port
from .visitor import Visitor

LINE_BYTES_MAX = 1 << 16

Guest = Callable[["Door", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Door:
    """`port` stays the same however often it is shut and opened."""

    def __init__(
        self,
        certificate: Certificate | None = None,
        sts: str | None = None,
        clients: Path | None = None,
    ) -> None:
        """`clients`: the authority of certificates that clients may show."""
        self.port = free_port()
        self.certificate = certificate
        self.sts = sts
        """The value of the `sts` capability at this door."""
        self.clients = clients
        self.visits: list[Visitor] = []
        """Everybody who came in here, in order."""
        self.knocks = 0
        """Connections, whether their TLS handshake succeeded or not."""
        self._listener: asyncio.Server | None = None

    async def open(self, guest: Guest) -> None:
        if self._listener is not None:
            return
        context = self._context()

        async def come_in(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if context is None:
                self._count_knock()
            await guest(self, reader, writer)

        self._listener = await asyncio.start_server(
            come_in, HOST, self.port, limit=LINE_BYTES_MAX, ssl=context, reuse_address=True
        )

    async def shut(self) -> None:
        """Nobody comes in any more, and who is in is cut off."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self.cut_off()

    def cut_off(self) -> None:
        for visitor in self.visits:
            if not visitor.is_gone:
                visitor.close()

    def _count_knock(self, *_: object) -> None:
        self.knocks += 1

    def _context(self) -> ssl.SSLContext | None:
        if self.certificate is None:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.certificate, self.certificate.key)
        context.sni_callback = self._count_knock  # Called for every ClientHello.
        if self.clients is not None:
            context.verify_mode = ssl.CERT_OPTIONAL
            context.load_verify_locations(self.clients)
        return context
