"""The desk on the scripted server, which does on demand what no real one does."""

from __future__ import annotations

from desk import DeskTestCase
from parts.people import BOT
from parts.scripted.terms import Terms
from parts.scripted_ircd import ScriptedIRCd
from parts.scripted_office import ScriptedOffice


class ScriptedDeskTestCase(DeskTestCase):
    """`terms` is what the server offers."""

    office: ScriptedOffice

    @staticmethod
    def terms() -> Terms:
        return Terms()

    @property
    def server(self) -> ScriptedIRCd:
        return self.office.server

    def open_office(self) -> ScriptedOffice:
        office = ScriptedOffice(self.terms())
        self.addCleanup(office.stop)
        office.start()
        return office

    def lose_bot(self) -> None:
        """The bot is cut off, and everybody has seen it go."""
        self.office.lose_bot()
        self.dana.await_gone("#care")
        self.sam.await_gone("#approvals")

    def let_bot_in(self) -> None:
        self.office.let_bot_in()
        self.await_bot()

    def cut_bot_off(self, words: str | None = None) -> None:
        """Once, by the server; it may come back."""
        self.server.close(BOT, words)
