"""How much a section does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """`is_quick` leaves out what takes minutes, and repeats less."""

    is_quick: bool

    def of(self, quick: int, full: int) -> int:
        return quick if self.is_quick else full
