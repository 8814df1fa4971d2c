"""Intake where ten thousand rules look for a word or a phrase each, beside a desk with few."""

from __future__ import annotations

from measuring.figure import Criterion, Figure
from measuring.samples import median
from stage.bench_desk import BenchDesk, DeskTerms
from stage.hall import ngircd_hall
from stage.writers import bring_mentions
from workshop.progress import say

from .section import Extent

RULES = 10_000
FEW = 4
"""As many as every desk of the bench has."""
MENTIONS = 5_000
BATCH = 100
PART_OF_FEW = 0.85
WARM_UP = 1_000


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    few = BenchDesk(hall)
    many = BenchDesk(
        hall, DeskTerms(nick="many", room="#many", approvals="#many-approvals", rules=RULES - FEW)
    )
    try:
        for desk in (few, many):
            desk.start()
            bring_mentions(desk.http_port, WARM_UP, BATCH, 1)
        runs = extent.of(4, 15)
        rates: dict[BenchDesk, list[float]] = {few: [], many: []}
        for number in range(runs):
            say(f"rules, round {number + 1} of {runs}")
            for desk in (few, many) if number % 2 else (many, few):
                rates[desk].append(bring_mentions(desk.http_port, MENTIONS, BATCH, 1).rate)
        floor = PART_OF_FEW * median(rates[few])
        kept = Criterion.at_least(
            median(rates[many]), floor, f"{floor:,.0f}: {PART_OF_FEW} of that with few rules"
        )
        samples = MENTIONS * runs
        return [
            Figure.rate(f"intake in batches, {RULES:,} rules", rates[many], samples, kept),
            Figure.rate("intake in batches, few rules", rates[few], samples),
        ]
    finally:
        few.stop()
        many.stop()
        hall.stop()
