"""What befalls the network where people work."""

from __future__ import annotations

from .calamity import Calamity

DOWN_SECONDS = (0.2, 1.5)


class ServerKilled(Calamity):
    """The IRC server dies as by kill -9; server, services and people come back."""

    name = "IRC server killed"
    is_deaf = True
    is_blind = True

    def befall(self) -> None:
        self.world.office.kill()
        self.last(DOWN_SECONDS)
        self.world.office.restart()
        self.world.bring_people_back()
