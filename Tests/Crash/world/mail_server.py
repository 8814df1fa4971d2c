"""One mail server for all worlds of a run, as the daemon reaches it: through a gate."""

from __future__ import annotations

from parts.postfix import Postfix

from .mail_gate import MailGate

PAGED = ("sam", "lee")
"""Who has a mailbox, in the order in which they are paged."""


class MailServer:
    """Postfix lasts; what it seems to do to the daemon is the gate's doing."""

    def __init__(self) -> None:
        self.postfix = Postfix(PAGED)
        self.gate = MailGate(self.postfix.plain_port)

    def start(self) -> None:
        self.postfix.start()
        self.gate.up()

    def close(self) -> None:
        self.gate.down()
        self.postfix.stop()

    def mend(self) -> None:
        """Whatever a cycle that broke down has left behind."""
        self.gate.behave()
        self.gate.down()
        self.gate.up()
