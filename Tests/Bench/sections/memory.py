"""What the daemon takes when nothing happens, and with a full queue, the peers' beside it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from chat.one_by_one import ask_round
from chat.seat import Seat
from measuring.figure import Criterion, Figure
from measuring.processes import Memory, cpu_milliseconds, memory
from measuring.samples import median, p99
from peers.all import EVERYBODY
from stage.bench_desk import BenchDesk, DeskTerms
from stage.casework import Casework, open_cases
from stage.hall import ngircd_hall
from stage.histories import open_store
from workshop.progress import say

from .section import Extent

SETTLING_SECONDS = 6.0
OPEN_CASES = 50_000
ANONYMOUS_MAX = 10.0
RESIDENT_MAX = 40.0
ANONYMOUS_FULL_MAX = 100.0
PART_OF_CORE_MAX = 0.1
WORKED = 60
SEED = 13


@dataclass
class Tally:
    """MiB, and hundredths of a core."""

    anonymous: list[float] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)

    def take(self, taken: Memory, part: float) -> None:
        self.anonymous.append(taken.anonymous)
        self.resident.append(taken.resident)
        self.parts.append(part)


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    watcher = Seat(hall.port, "watcher")
    asker = Seat(hall.port, "ann")
    desk = BenchDesk(hall)
    full = BenchDesk(hall, DeskTerms("fullbell", "#full", "#full-ok", store=open_store(OPEN_CASES)))
    bots = [kind(hall.port) for kind in EVERYBODY]
    try:
        say("memory: starting everybody")
        for seat in (watcher, asker):
            seat.join(desk.room, full.room, *(bot.room for bot in bots))
        for bot in bots:
            bot.start(watcher)
        desk.start()
        full.start()
        time.sleep(SETTLING_SECONDS)
        pids = {"casebell": desk.pid, **{bot.name: bot.process.pid for bot in bots}}
        figures = _idle(pids, extent)
        _work(full, asker, watcher)
        time.sleep(1)
        return [*figures, *_full(full.pid)]
    finally:
        desk.stop()
        full.stop()
        for bot in bots:
            bot.stop()
        hall.stop()


def _idle(pids: dict[str, int], extent: Extent) -> list[Figure]:
    slices = extent.of(10, 60)
    say(f"memory: nothing happens for {slices} s")
    tallies = {name: Tally() for name in pids}
    for _ in range(slices):
        before = {name: cpu_milliseconds(pid) for name, pid in pids.items()}
        time.sleep(1)
        for name, pid in pids.items():
            tallies[name].take(memory(pid), (cpu_milliseconds(pid) - before[name]) / 10)
    found = []
    for name, tally in tallies.items():
        is_ours = name == "casebell"
        found += [
            _figure(f"idle, anonymous, {name}", "MiB", tally.anonymous, ANONYMOUS_MAX, is_ours),
            _figure(f"idle, resident, {name}", "MiB", tally.resident, RESIDENT_MAX, is_ours),
            _average(f"idle, of a core on average, {name}", tally.parts, is_ours),
        ]
    return found


def _work(full: BenchDesk, asker: Seat, watcher: Seat) -> None:
    """Somebody looks at the queue, and decides a few things."""
    asker.say(full.nick, "queue")
    asker.await_line(f":{full.nick}!".encode())
    numbers = open_cases(full.daemon.api, WORKED, SEED)
    ask_round(Casework(numbers, [asker.nick]).subject(full), asker, watcher, WORKED)


def _full(pid: int) -> list[Figure]:
    taken = memory(pid)
    name = f"{OPEN_CASES:,} open cases"
    return [
        _figure(
            f"{name}, anonymous, casebell", "MiB", [taken.anonymous], ANONYMOUS_FULL_MAX, True
        ),
        _figure(f"{name}, resident, casebell", "MiB", [taken.resident], 0, False),
    ]


def _figure(
    name: str, unit: str, values: Sequence[float], bound: float, is_judged: bool
) -> Figure:
    """Judged by its highest value."""
    criteria = (Criterion.at_most(max(values), bound, f"{bound:g}"),) if is_judged else ()
    return Figure(name, unit, median(values), p99(values), 1, len(values), criteria)


def _average(name: str, parts: Sequence[float], is_judged: bool) -> Figure:
    """Most seconds are empty: it is the average that counts."""
    average = sum(parts) / len(parts)
    within = Criterion.at_most(average, PART_OF_CORE_MAX, f"{PART_OF_CORE_MAX:g} on average")
    criteria = (within,) if is_judged else ()
    return Figure(name, "%", average, p99(parts), 1, len(parts), criteria)
