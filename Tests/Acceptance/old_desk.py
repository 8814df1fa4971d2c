"""A desk on a network without accounts: people are known by nick, user name and host."""

from __future__ import annotations

from desk import DeskTestCase
from parts.old_network import OldNetwork


class OldDeskTestCase(DeskTestCase):
    office: OldNetwork

    def open_office(self) -> OldNetwork:
        office = OldNetwork()
        self.addCleanup(office.stop)
        office.start()
        return office
