"""The process neither leaks descriptors nor grows without bound, compared at the same point."""

from __future__ import annotations

from collections.abc import Iterator

from world.figures import Figures

DESCRIPTORS_SPARE = 6
"""Of callers that are about to hang up, and of readers of the store."""
ANONYMOUS_MIB_MAX = 120.0
GROWTH_MIB_FIRST = 24.0
GROWTH_MIB_A_CYCLE = 0.5


class Stamina:
    """Remembers how each process was at its first quiet moment."""

    def __init__(self) -> None:
        self._first: Figures | None = None
        self._cycles = 0

    def first_descriptors(self, pid: int) -> int | None:
        """Nothing if the process has not been seen before."""
        is_known = self._first is not None and self._first.pid == pid
        return self._first.descriptors if self._first and is_known else None

    def judge(self, figures: Figures) -> Iterator[str]:
        if self._first is None or self._first.pid != figures.pid:
            self._first, self._cycles = figures, 0
        self._cycles += 1
        first = self._first
        if figures.descriptors > first.descriptors + DESCRIPTORS_SPARE:
            yield (
                f"{figures.descriptors} descriptors, {first.descriptors} at the first quiet"
                f" moment {self._cycles} cycles ago"
            )
        limit = min(
            ANONYMOUS_MIB_MAX,
            first.anonymous + GROWTH_MIB_FIRST + GROWTH_MIB_A_CYCLE * self._cycles,
        )
        if figures.anonymous > limit:
            yield (
                f"{figures.anonymous:.1f} MiB of anonymous memory, {first.anonymous:.1f} at the"
                f" first quiet moment {self._cycles} cycles ago"
            )
