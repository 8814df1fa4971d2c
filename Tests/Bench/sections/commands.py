"""From a command to its answer in front of a second client, the decision durable by then.

The daemon stands beside a bare responder, one that keeps the same rows, and the bots of others,
asked in turns so that noise hits all alike, and beside one small durable write on the same disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from chat.one_by_one import ask_round
from chat.seat import Seat
from chat.speech import Subject
from measuring.disk import Platter
from measuring.figure import Criterion, Figure
from measuring.processes import Meter
from measuring.samples import median, p99
from peers.all import BOTS, DURABLE_FLOOR, EVERYBODY, FLOOR
from stage.bench_desk import BenchDesk
from stage.casework import Casework, open_cases
from stage.hall import Hall, inspircd_hall, ngircd_hall
from workshop.progress import say

from .section import Extent

CASES = 150
ASKED = 25
WARM_UP = 10
FLOOR_TIMES = 1.4
CPU_MAX = 0.2
DURABLE_TIMES = 2
DURABLE_CPU_TIMES = 3
"""What may be lost to the C program that keeps the same rows before it answers."""
SEED = 11


@dataclass
class Tally:
    """Milliseconds of one bot, over all rounds."""

    waits: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def measure(extent: Extent) -> list[Figure]:
    return [*_on(inspircd_hall, extent), *_on(ngircd_hall, extent)]


def _on(open_hall: Callable[[], Hall], extent: Extent) -> list[Figure]:
    hall = open_hall()
    asker = Seat(hall.port, "ann", hall.login("ann"))
    watcher = Seat(hall.port, "watcher")
    desk = BenchDesk(hall)
    bots = [kind(hall.port) for kind in EVERYBODY]
    try:
        say(f"commands on {hall.name}: starting everybody")
        for seat in (asker, watcher):
            seat.join(desk.room, *(bot.room for bot in bots))
        for bot in bots:
            bot.start(watcher)
        desk.start()
        work = Casework(open_cases(desk.daemon.api, CASES, SEED), [asker.nick])
        subjects = [work.subject(desk), *(bot.subject() for bot in bots)]
        rounds = extent.of(10, 50)
        tallies, syncs = _take_turns(subjects, asker, watcher, Platter(desk.state), rounds)
        return _figures(hall.name, tallies, syncs, rounds)
    finally:
        desk.stop()
        for bot in bots:
            bot.stop()
        asker.close()
        watcher.close()
        hall.stop()


def _take_turns(
    subjects: Sequence[Subject], asker: Seat, watcher: Seat, platter: Platter, rounds: int
) -> tuple[dict[str, Tally], list[float]]:
    for subject in subjects:
        ask_round(subject, asker, watcher, WARM_UP)
    platter.sample(WARM_UP)
    tallies = {subject.name: Tally() for subject in subjects}
    # From one round to the next: what is put off until after the answer counts, too.
    meters = {subject.name: Meter(subject.pid) for subject in subjects}
    syncs: list[float] = []
    for number in range(rounds):
        start = number % len(subjects)
        for subject in [*subjects[start:], *subjects[:start]]:
            tally = tallies[subject.name]
            tally.waits += ask_round(subject, asker, watcher, ASKED)
            tally.cpu.append(meters[subject.name].since_last() / ASKED)
        syncs += platter.sample(ASKED)
    return tallies, syncs


def _figures(
    hall: str, tallies: dict[str, Tally], syncs: list[float], rounds: int
) -> list[Figure]:
    ours = tallies["casebell"]
    floor = median(tallies[FLOOR.name].waits)
    bound = FLOOR_TIMES * floor + median(syncs)
    quickest = min(p99(tallies[bot.name].waits) for bot in BOTS)
    durable = tallies[DURABLE_FLOOR.name]
    waited, late = (DURABLE_TIMES * of(durable.waits) for of in (median, p99))
    spent = DURABLE_CPU_TIMES * median(durable.cpu)
    found = [
        Figure.of(
            f"{hall}: command to answer, casebell",
            "ms",
            ours.waits,
            rounds,
            Criterion.at_most(
                median(ours.waits),
                bound,
                f"{bound:.3f}: {FLOOR_TIMES} × responder + fdatasync",
            ),
            Criterion.at_most(p99(ours.waits), quickest, f"{quickest:.3f} in p99: every peer's"),
            Criterion.at_most(
                median(ours.waits), waited, f"{waited:.3f}: {DURABLE_TIMES} × C with the store"
            ),
            Criterion.at_most(
                p99(ours.waits), late, f"{late:.3f} in p99: {DURABLE_TIMES} × C with the store"
            ),
        ),
        Figure.of(
            f"{hall}: CPU a command, casebell",
            "ms",
            ours.cpu,
            rounds,
            Criterion.at_most(median(ours.cpu), CPU_MAX, f"{CPU_MAX}"),
            Criterion.at_most(
                median(ours.cpu), spent, f"{spent:.3f}: {DURABLE_CPU_TIMES} × C with the store"
            ),
        ),
        Figure.of(f"{hall}: one write and fdatasync", "ms", syncs, rounds),
    ]
    for name, tally in tallies.items():
        if tally is not ours:
            found.append(Figure.of(f"{hall}: command to answer, {name}", "ms", tally.waits, rounds))
            found.append(Figure.of(f"{hall}: CPU a command, {name}", "ms", tally.cpu, rounds))
    return found
