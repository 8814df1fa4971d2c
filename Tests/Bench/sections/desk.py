"""A desk with a long history and a full queue beside one with a thousand cases: what people do all
day takes no longer on the one than on the other.

Both daemons sit in one network and are asked in turns.
"""

from __future__ import annotations

from collections.abc import Sequence

from chat.seat import Seat
from measuring.figure import Criterion, Figure
from measuring.samples import median
from stage.hall import inspircd_hall
from stage.histories import desk_store
from workshop.progress import say

from .counter import AGENT, REVIEWER, START, Counter
from .section import Extent
from .turns import in_turns

SMALL = (500, 500)
LARGE = (1_000_000, 50_000)
LARGE_QUICK = (20_000, 2_000)
"""Cases that have ended, and that wait."""
TIMES_MAX = 1.5


def measure(extent: Extent) -> list[Figure]:
    sizes = (SMALL, LARGE_QUICK if extent.is_quick else LARGE)
    stores = [desk_store(*size) for size in sizes]
    hall = inspircd_hall()
    counters: list[Counter] = []
    try:
        for place, (size, store) in enumerate(zip(sizes, stores, strict=True)):
            say(f"desk: a copy of {sum(size):,} cases")
            counters.append(Counter(size, hall, store, place))
        agent, reviewer = (Seat(hall.port, name, hall.login(name)) for name in (AGENT, REVIEWER))
        watcher = Seat(hall.port, "watcher")
        for seat in (agent, reviewer, watcher):
            for counter in counters:
                seat.join(counter.desk.room, counter.desk.terms.approvals)
        _start(counters, watcher, extent.of(3, 9))
        for counter in counters:
            counter.open_shop(agent, reviewer, watcher)
        runs = extent.of(15, 60)
        say("desk: commands and looks")
        in_turns(counters, 1, Counter.work_once)
        for counter in counters:
            # What was measured while it warmed up.
            counter.forget_work()
        in_turns(counters, runs, Counter.work_once)
        return _figures(counters, runs)
    finally:
        for counter in counters:
            counter.desk.stop()
        hall.stop()


def _start(counters: Sequence[Counter], watcher: Seat, runs: int) -> None:
    say("desk: start to joined")
    in_turns(counters, 1, lambda counter: counter.start_once(watcher))
    for counter in counters:
        counter.samples.clear()
    in_turns(counters, runs, lambda counter: counter.start_once(watcher))


def _figures(counters: Sequence[Counter], runs: int) -> list[Figure]:
    small, large = counters
    found = []
    for name in small.samples:
        for counter in counters:
            samples = counter.samples[name]
            criteria = ()
            if counter is large and name in Counter.JUDGED:
                bound = TIMES_MAX * median(small.samples[name])
                criteria = (
                    Criterion.at_most(
                        median(samples), bound, f"{bound:.3g}: {TIMES_MAX} × the small desk's"
                    ),
                )
            unit = "s" if name == START else "ms"
            title = f"{counter.title}: {name}"
            found.append(Figure.of(title, unit, samples, min(runs, len(samples)), *criteria))
    return found
