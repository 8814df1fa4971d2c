"""Nothing grows with history: the same figures at 1,000, 100,000 and 3,000,000 closed cases.

The daemons stand beside each other on one server, each with a store of its own, and are asked in
turns.
"""

from __future__ import annotations

from collections.abc import Sequence

from chat.seat import Seat
from measuring.figure import Criterion, Figure
from measuring.samples import median
from stage.hall import ngircd_hall
from stage.histories import closed_store
from workshop.progress import say

from .archive import MANNERS, SOUGHT, START, Archive
from .section import Extent
from .starting import end, start_to_joined
from .turns import in_turns

SIZES = (1_000, 100_000, 3_000_000)
TIMES_MAX = 1.2
START_TIMES_MAX = 1.5
FIND_TIMES_MAX = 1.5


def measure(extent: Extent) -> list[Figure]:
    sizes = SIZES[:2] if extent.is_quick else SIZES
    stores = {size: closed_store(size) for size in sizes}
    hall = ngircd_hall()
    archives = []
    try:
        for place, (size, store) in enumerate(stores.items()):
            say(f"history: a copy of {size:,} cases")
            archives.append(Archive(size, hall, store, place))
        # Not before: nobody answers the server while gigabytes are copied.
        asker, watcher = Seat(hall.port, "ann"), Seat(hall.port, "watcher")
        for seat in (asker, watcher):
            seat.join(*(archive.desk.room for archive in archives))
        found = _starts(archives, watcher, extent.of(5, 15))
        for archive in archives:
            archive.open_shop(asker.nick)
        found += _work(archives, asker, watcher, extent.of(15, 70))
        return [*found, *_intake(archives, extent.of(12, 40))]
    finally:
        for archive in archives:
            archive.desk.stop()
        hall.stop()


def _starts(archives: Sequence[Archive], watcher: Seat, runs: int) -> list[Figure]:
    say("history: start to joined")
    for archive in archives:
        start_to_joined(archive.desk, watcher)
        end(archive.desk, watcher)
    in_turns(archives, runs, lambda archive: archive.start_once(watcher))
    return _figures(archives, runs)


def _work(
    archives: Sequence[Archive], asker: Seat, watcher: Seat, runs: int
) -> list[Figure]:
    say("history: commands and looks")
    in_turns(archives, 1, lambda archive: archive.work_once(asker, watcher))
    for archive in archives:
        archive.forget()
    in_turns(archives, runs, lambda archive: archive.work_once(asker, watcher))
    return _figures(archives, runs)


def _intake(archives: Sequence[Archive], runs: int) -> list[Figure]:
    say("history: intake")

    def bring(archive: Archive) -> None:
        for manner in MANNERS:
            archive.bring_once(manner)

    in_turns(archives, runs, bring)
    return _figures(archives, runs)


def _figures(archives: Sequence[Archive], runs: int) -> list[Figure]:
    """Of what was measured since the last ones."""
    small = archives[0]
    found = []
    for name in small.samples:
        for archive in archives:
            samples = archive.samples[name]
            criteria = () if archive is small else (_judged(name, small, archive),)
            title = f"{archive.size:,} cases: {name}"
            if _is_rate(name):
                found.append(Figure.rate(title, samples, len(samples), *criteria))
            else:
                unit = "s" if name == START else "ms"
                found.append(Figure.of(title, unit, samples, runs, *criteria))
    for archive in archives:
        archive.forget()
    return found


def _judged(name: str, small: Archive, archive: Archive) -> Criterion:
    base, value = median(small.samples[name]), median(archive.samples[name])
    if _is_rate(name):
        floor = base / TIMES_MAX
        return Criterion.at_least(value, floor, f"{floor:,.0f}: 1/{TIMES_MAX} of the smallest's")
    times = TIMES_MAX
    if name == START:
        times = START_TIMES_MAX
    elif name in SOUGHT:
        times = FIND_TIMES_MAX
    return Criterion.at_most(value, times * base, f"{times * base:.3g}: {times} × the smallest's")


def _is_rate(name: str) -> bool:
    return name in {manner.name for manner in MANNERS}
