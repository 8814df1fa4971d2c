"""Nothing grows with history: the same figures at 1,000, 100,000 and 3,000,000 closed cases.

The daemons stand beside each other on one server, each with a store of its own, and are asked in
turns.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from chat.looking import look
from chat.one_by_one import ask_round
from chat.seat import Seat
from chat.speech import Subject
from measuring.figure import Criterion, Figure
from measuring.samples import median
from stage.bench_desk import BenchDesk, DeskTerms
from stage.casework import Casework, open_cases
from stage.hall import Hall, ngircd_hall
from stage.histories import closed_store
from stage.writers import bring_mentions
from workshop.progress import say

from .section import Extent
from .starting import end, start_to_joined

SIZES = (1_000, 100_000, 3_000_000)
TIMES_MAX = 1.2
START_TIMES_MAX = 1.5
OPEN_CASES = 60
ASKED = 15
LOOKED = 5
SEED = 14

MANNERS = (
    ("intake one by one, 1 connection", 100, 1, 1),
    ("intake in batches of 100", 1_000, 100, 1),
    ("intake one by one, 32 connections", 960, 1, 32),
)
"""Few, or the small store would not stay small: name, mentions, batch, connections."""


@dataclass
class Archive:
    """A daemon with so many cases behind it; samples by what they are of."""

    size: int
    desk: BenchDesk
    samples: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, values: Sequence[float]) -> None:
        self.samples.setdefault(name, []).extend(values)


def measure(extent: Extent) -> list[Figure]:
    sizes = SIZES[:2] if extent.is_quick else SIZES
    stores = [closed_store(size) for size in sizes]
    hall = ngircd_hall()
    asker, watcher = Seat(hall.port, "ann"), Seat(hall.port, "watcher")
    archives = []
    try:
        for place, (size, store) in enumerate(zip(sizes, stores)):
            say(f"history: a copy of {size:,} cases")
            terms = DeskTerms(f"bell{place}", f"#care{place}", f"#ok{place}", store=store)
            archives.append(Archive(size, BenchDesk(hall, terms)))
        for seat in (asker, watcher):
            seat.join(*(archive.desk.room for archive in archives))
        runs = {
            "start": extent.of(5, 15),
            "work": extent.of(15, 70),
            "intake": extent.of(5, 20),
        }
        _start_in_turns(archives, watcher, runs["start"])
        _work_in_turns(archives, asker, watcher, runs["work"])
        _bring_in_turns(archives, runs["intake"])
        return _figures(archives, runs)
    finally:
        for archive in archives:
            archive.desk.stop()
        hall.stop()


def _in_turns(
    archives: Sequence[Archive], runs: int, act: Callable[[Archive], None]
) -> None:
    """Nobody is always first."""
    for run in range(runs):
        start = run % len(archives)
        for archive in [*archives[start:], *archives[:start]]:
            act(archive)


def _start_in_turns(archives: Sequence[Archive], watcher: Seat, runs: int) -> None:
    """They all run afterwards."""
    say("history: start to joined")
    for archive in archives:
        start_to_joined(archive.desk, watcher)
        end(archive.desk, watcher)

    def start(archive: Archive) -> None:
        archive.note("start to joined", [start_to_joined(archive.desk, watcher)])
        end(archive.desk, watcher)

    _in_turns(archives, runs, start)
    for archive in archives:
        archive.desk.start()


def _work_in_turns(
    archives: Sequence[Archive], asker: Seat, watcher: Seat, runs: int
) -> None:
    say("history: commands and looks")
    subjects: dict[int, Subject] = {}
    dice = random.Random(SEED)
    for archive in archives:
        numbers = open_cases(archive.desk.daemon.api, OPEN_CASES, SEED)
        subjects[archive.size] = Casework(numbers, [asker.nick]).subject(archive.desk)

    def work(archive: Archive) -> None:
        taken = ask_round(subjects[archive.size], asker, watcher, ASKED)
        archive.note("command to answer", taken.waits)
        archive.note("CPU a command", [taken.cpu])
        for name, command, sign in (
            ("look at the queue", "!queue", "care"),
            ("look at an old case", "!show {}", "#{}"),
        ):
            old = [dice.randint(1, archive.size) for _ in range(LOOKED)]
            nick, room = archive.desk.nick, archive.desk.room
            archive.note(
                name,
                [
                    look(asker, nick, room, command.format(number), sign.format(number))
                    for number in old
                ],
            )

    _in_turns(archives, 1, work)
    for archive in archives:
        for name in ("command to answer", "CPU a command"):
            archive.samples[name].clear()
    _in_turns(archives, runs, work)


def _bring_in_turns(archives: Sequence[Archive], runs: int) -> None:
    say("history: intake")
    for name, mentions, batch, connections in MANNERS:

        def bring(archive: Archive) -> None:
            load = bring_mentions(archive.desk.http_port, mentions, batch, connections)
            archive.note(name, [load.rate])
            archive.note(f"{name}, a post's wait", [load.p50])

        _in_turns(archives, runs, bring)


def _figures(archives: Sequence[Archive], runs: dict[str, int]) -> list[Figure]:
    small = archives[0]
    found = []
    for name in small.samples:
        for archive in archives:
            samples = archive.samples[name]
            criteria = () if archive is small else (_judged(name, small, archive),)
            title = f"{archive.size:,} cases: {name}"
            found.append(Figure.of(title, _unit(name), samples, _runs(name, runs), *criteria))
    return found


def _judged(name: str, small: Archive, archive: Archive) -> Criterion:
    base, value = median(small.samples[name]), median(archive.samples[name])
    if _unit(name) == "a second":
        floor = base / TIMES_MAX
        return Criterion.at_least(value, floor, f"{floor:,.0f}: 1/{TIMES_MAX} of the smallest's")
    times = START_TIMES_MAX if name.startswith("start") else TIMES_MAX
    return Criterion.at_most(value, times * base, f"{times * base:.3g}: {times} × the smallest's")


def _unit(name: str) -> str:
    if name.startswith("start"):
        return "s"
    is_rate = name.startswith("intake") and "wait" not in name
    return "a second" if is_rate else "ms"


def _runs(name: str, runs: dict[str, int]) -> int:
    kind = name.split()[0]
    return runs.get(kind, runs["work"])
