"""Durable intake over HTTP, beside a bare C program that writes the same rows with the same
durability into a store of its own on the same disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field

from measuring.figure import Criterion, Figure
from measuring.samples import median
from stage.bench_desk import BenchDesk
from stage.hall import ngircd_hall
from stage.histories import load_originals
from stage.ledger import mentions
from stage.score import write_score
from stage.writers import Load, bring_mentions, write_durably
from workshop.places import work_directory
from workshop.progress import say

from .section import Extent

COPIED = 50
PART_OF_BARE = 0.5
P99_TIMES = 10.0


@dataclass(frozen=True)
class Manner:
    """How mentions are brought, and how many of them share a commit of the bare writer's."""

    name: str
    mentions: int
    batch: int
    connections: int
    per_commit: int
    is_judged: bool


MANNERS = (
    Manner("one by one, 1 connection", 1_000, 1, 1, 1, False),
    Manner("in batches of 100", 10_000, 100, 1, 100, True),
    Manner("one by one, 32 connections", 6_400, 1, 32, 32, True),
)


@dataclass
class Tally:
    loads: list[Load] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    desk = BenchDesk(hall)
    try:
        desk.start()
        bare = BareStore(desk)
        tallies = {manner.name: Tally() for manner in MANNERS}
        rounds = extent.of(4, 15)
        for number in range(rounds):
            say(f"intake, round {number + 1} of {rounds}")
            for manner in MANNERS:
                tally = tallies[manner.name]
                tally.loads.append(_bring(desk, manner, manner.mentions))
                tally.bare.append(bare.write(manner))
        _check_kept(desk, rounds)
        return [figure for manner in MANNERS for figure in _figures(manner, tallies[manner.name])]
    finally:
        desk.stop()
        hall.stop()


class BareStore:
    """A store as the daemon made it, with the first cases of the load in it, for the C writer."""

    def __init__(self, desk: BenchDesk) -> None:
        for manner in MANNERS:
            _bring(desk, manner, max(COPIED, manner.batch))
        directory = work_directory("bare")
        self._store = directory / "bare.db"
        self._score = directory / "score"
        desk.stop()
        shutil.copyfile(desk.database, self._store)
        desk.start()
        write_score(self._score, self._store, load_originals(self._store, COPIED))
        self._next = 1_000_000

    def write(self, manner: Manner) -> float:
        """Cases a second."""
        first = self._next
        self._next += manner.mentions
        return write_durably(self._store, self._score, first, manner.mentions, manner.per_commit)


def _bring(desk: BenchDesk, manner: Manner, count: int) -> Load:
    return bring_mentions(desk.http_port, count, manner.batch, manner.connections)


def _check_kept(desk: BenchDesk, rounds: int) -> None:
    """Everything that was accepted is in the store."""
    expected = sum(max(COPIED, manner.batch) + rounds * manner.mentions for manner in MANNERS)
    kept = mentions(desk.database)
    assert kept == expected, f"{expected} mentions were accepted, {kept} are in the store"


def _figures(manner: Manner, tally: Tally) -> list[Figure]:
    rates = [load.rate for load in tally.loads]
    floor = PART_OF_BARE * median(tally.bare)
    waits = median([load.p50 for load in tally.loads])
    late = median([load.p99 for load in tally.loads])
    bound = P99_TIMES * waits
    kept = Criterion.at_least(median(rates), floor, f"{floor:,.0f}: half of the bare C writer's")
    samples = sum(load.mentions for load in tally.loads)
    return [
        Figure.rate(
            f"intake {manner.name}", rates, samples, *((kept,) if manner.is_judged else ())
        ),
        Figure.rate(f"intake {manner.name}, bare C writer", tally.bare, samples),
        Figure(
            f"intake {manner.name}, a post's wait",
            "ms",
            waits,
            late,
            len(rates),
            samples // manner.batch,
            (Criterion.at_most(late, bound, f"{bound:.3g} in p99: {P99_TIMES:.0f} × p50"),),
        ),
    ]
