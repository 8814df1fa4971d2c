"""A cycle in which nothing happens to the desk."""

from __future__ import annotations

from calamities.calamity import Calamity


class Calm(Calamity):
    name = "nothing"

    def befall(self) -> None:
        """Nothing at all."""
