"""Five people who say everything at once: the rate of answers, their order, and that what was
answered is on disk."""

from __future__ import annotations

from collections.abc import Sequence

from chat.all_at_once import Burst, ask_at_once
from chat.seat import Seat
from chat.speech import Subject
from measuring.figure import Criterion, Figure
from measuring.samples import median
from peers.all import EVERYBODY
from peers.eggdrop import Eggdrop
from stage.bench_desk import BenchDesk
from stage.casework import Casework, open_cases
from stage.hall import PEOPLE, inspircd_hall
from stage.ledger import decisions
from workshop.progress import say

from .section import Extent

EACH = 50
EACH_OF_MANY = 400
PATIENCE_SECONDS = 10.0
SEED = 12


def measure(extent: Extent) -> list[Figure]:
    hall = inspircd_hall()
    desk = BenchDesk(hall)
    bots = [kind(hall.port) for kind in EVERYBODY]
    seats = [Seat(hall.port, name, hall.login(name)) for name in PEOPLE]
    watcher = Seat(hall.port, "watcher")
    try:
        for seat in (*seats, watcher):
            seat.join(desk.room, *(bot.room for bot in bots))
        say("pipelined: starting everybody")
        for bot in bots:
            bot.start(watcher)
        desk.start()
        runs = extent.of(3, 9)
        numbers = open_cases(desk.daemon.api, (EACH + EACH_OF_MANY) * len(PEOPLE), SEED)
        few = Casework(numbers[: EACH * len(PEOPLE)], PEOPLE)
        others = [bot.subject() for bot in bots]
        bursts = _take_turns(desk, few.subject(desk), others, seats, watcher, runs)
        many = Casework(numbers[EACH * len(PEOPLE) :], PEOPLE)
        figures = _figures(bursts, runs)
        for bot in bots:
            bot.stop()
        return [*figures, *_many_at_once(desk, many.subject(desk), seats, watcher, extent)]
    finally:
        desk.stop()
        for bot in bots:
            bot.stop()
        hall.stop()


def _take_turns(
    desk: BenchDesk,
    ours: Subject,
    others: Sequence[Subject],
    seats: Sequence[Seat],
    watcher: Seat,
    runs: int,
) -> dict[str, list[Burst]]:
    bursts: dict[str, list[Burst]] = {subject.name: [] for subject in (ours, *others)}
    for _ in range(runs):
        bursts[ours.name].append(_durable_burst(desk, ours, seats, watcher, EACH))
        for subject in others:
            bursts[subject.name].append(
                ask_at_once(subject, seats, watcher, EACH, PATIENCE_SECONDS)
            )
    return bursts


def _durable_burst(
    desk: BenchDesk, subject: Subject, seats: Sequence[Seat], watcher: Seat, each: int
) -> Burst:
    """Fails if anything that was answered is not in the store's file right after."""
    before = decisions(desk.database)
    burst = ask_at_once(subject, seats, watcher, each, PATIENCE_SECONDS)
    kept = decisions(desk.database) - before
    assert kept >= burst.answered, f"{burst.answered} answers, {kept} decisions in the store"
    return burst


def _figures(bursts: dict[str, list[Burst]], runs: int) -> list[Figure]:
    rates = {name: [burst.rate for burst in taken] for name, taken in bursts.items()}
    floor = median(rates[Eggdrop.name])
    asked = EACH * len(PEOPLE)
    found = []
    for name, taken in bursts.items():
        is_ours = name == "casebell"
        enough = Criterion.at_least(median(rates[name]), floor, f"{floor:,.0f}: Eggdrop's")
        criteria = (enough,) if is_ours else ()
        title = f"pipelined 5 × {EACH}, {name}"
        found.append(Figure.rate(title, rates[name], asked * runs, *criteria))
        found.append(_order(f"pipelined 5 × {EACH}, answered in order, {name}", taken, is_ours))
    cpu = [burst.cpu for burst in bursts["casebell"]]
    found.append(Figure.of(f"pipelined 5 × {EACH}, CPU a command, casebell", "ms", cpu, runs))
    return found


def _order(name: str, bursts: Sequence[Burst], is_judged: bool) -> Figure:
    """The worst run's number of answers that came in their person's order."""
    asked = bursts[0].asked
    worst = min(burst.answered - burst.out_of_order for burst in bursts)
    whole = Criterion.at_least(worst, asked, f"{asked:,}, all of them on disk")
    criteria = (whole,) if is_judged else ()
    return Figure(name, "answers", worst, None, len(bursts), asked * len(bursts), criteria)


def _many_at_once(
    desk: BenchDesk, subject: Subject, seats: Sequence[Seat], watcher: Seat, extent: Extent
) -> list[Figure]:
    """The last run ends with kill -9 right after the last answer."""
    each = EACH_OF_MANY
    bursts = []
    for _ in range(extent.of(2, 5)):
        say(f"pipelined: {each * len(PEOPLE):,} at once")
        bursts.append(_durable_burst(desk, subject, seats, watcher, each))
    before = decisions(desk.database)
    bursts.append(ask_at_once(subject, seats, watcher, each, PATIENCE_SECONDS))
    desk.daemon.kill()
    kept = decisions(desk.database) - before
    assert kept >= bursts[-1].answered, f"{bursts[-1].answered} answers, {kept} survived kill -9"
    name = f"{each * len(PEOPLE):,} at once, casebell"
    rates = [burst.rate for burst in bursts]
    return [
        _order(f"{name}: answered in order", bursts, is_judged=True),
        Figure.rate(name, rates, bursts[0].asked * len(bursts)),
    ]
