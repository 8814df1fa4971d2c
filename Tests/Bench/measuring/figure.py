"""One line of the table: a figure, its spread over the runs, and the criterion it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .samples import median, p99, percentile


@dataclass(frozen=True)
class Criterion:
    """What must hold, in words with the bound's number in them, and whether it does."""

    words: str
    holds: bool

    @classmethod
    def at_most(cls, value: float, bound: float, words: str) -> Criterion:
        return cls(f"≤ {words}" if words else f"≤ {bound:.4g}", value <= bound)

    @classmethod
    def at_least(cls, value: float, bound: float, words: str) -> Criterion:
        return cls(f"≥ {words}" if words else f"≥ {bound:.4g}", value >= bound)


@dataclass(frozen=True)
class Figure:
    """`runs` says how many runs it comes from; `samples` how many single measurements."""

    name: str
    unit: str
    median: float
    p99: float | None = None
    runs: int = 1
    samples: int = 1
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        unit: str,
        samples: Sequence[float],
        runs: int,
        *criteria: Criterion,
    ) -> Figure:
        """Of single measurements; the highest one stands for the p99 of a few."""
        return cls(name, unit, median(samples), p99(samples), runs, len(samples), criteria)

    @classmethod
    def rate(
        cls, name: str, rates: Sequence[float], samples: int, *criteria: Criterion
    ) -> Figure:
        """Something a second, of one run each; p99 is what 99 of 100 runs reach."""
        low = percentile(rates, 0.01)
        return cls(name, "a second", median(rates), low, len(rates), samples, criteria)

    @property
    def holds(self) -> bool:
        return all(criterion.holds for criterion in self.criteria)

    def document(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds if self.criteria else None}
