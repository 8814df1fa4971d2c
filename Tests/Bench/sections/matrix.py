"""The desk on Matrix: from a command to its answer in front of a second client, and everything at
once, beside a bare loop that syncs and sends and the bots of others, on one Synapse.

Its commands are decisions on disk; theirs are `ping`. Each is asked when the one before it has
settled, as people do; and once more without a pause, where the desk's own cards are in its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from chat.all_at_once import Burst, ask_at_once
from chat.matrix_seats import Speaker, Watcher
from chat.one_by_one import ask_round
from chat.speech import Subject
from measuring.disk import Platter
from measuring.figure import Criterion, Figure
from measuring.processes import Meter
from measuring.samples import median
from peers.all import MATRIX_BOTS, MATRIX_FLOOR
from peers.matrix_peer import MatrixPeer
from stage.bench_desk import BenchDesk
from stage.casework import Casework, open_cases
from stage.ledger import decisions
from stage.matrix_hall import PEOPLE, MatrixHall
from workshop.packages import install_matrix_peers
from workshop.progress import say

from .section import Extent
from .turns import in_turns

CASES = 75
ASKED = 8
HURRIED = 25
REST_SECONDS = 1.0
"""The desk's cards change after its answers: they are not part of them."""
FLOOR_TIMES = 1.1
CPU_MAX = 2.0
EACH = 50
PATIENCE_SECONDS = 10.0
SEED = 16


@dataclass
class Tally:
    """Of one bot, over all rounds: milliseconds, and what came when everything was said at once."""

    subject: Subject
    meter: Meter
    waits: list[float] = field(default_factory=list)
    hurried: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bursts: list[Burst] = field(default_factory=list)


def measure(extent: Extent) -> list[Figure]:
    install_matrix_peers()
    with ExitStack() as ending:
        hall = MatrixHall()
        ending.callback(hall.stop)
        hall.start()
        desk = BenchDesk(hall)
        ending.callback(desk.stop)
        bots = [kind(hall.synapse) for kind in (MATRIX_FLOOR, *MATRIX_BOTS)]
        for bot in bots:
            ending.callback(bot.stop)
        say("matrix: starting everybody")
        hall.seat_bots(bots)
        desk.start()
        return _measured(hall, desk, bots, extent)


def _measured(
    hall: MatrixHall, desk: BenchDesk, bots: Sequence[MatrixPeer], extent: Extent
) -> list[Figure]:
    watcher = hall.watcher([desk.nick, *(bot.nick for bot in bots)])
    speakers = [hall.speaker(name) for name in PEOPLE]
    work = _cases(desk, CASES, PEOPLE[:1], SEED)
    subjects = [work.subject(desk), *(bot.subject() for bot in bots)]
    platter = Platter(desk.state)
    tallies, syncs = _one_by_one(subjects, speakers[0], watcher, platter, extent.of(3, 12))
    work = _cases(desk, EACH * len(PEOPLE), PEOPLE, SEED + 1)
    tallies[0].subject = work.subject(desk)
    _at_once(desk, tallies, speakers, watcher, extent.of(3, 9))
    disk = Figure.of(f"{hall.name}: one write and fdatasync", "ms", syncs, len(syncs) // ASKED)
    return [*_figures(hall.name, tallies), disk]


def _cases(desk: BenchDesk, count: int, people: Sequence[str], seed: int) -> Casework:
    return Casework(open_cases(desk.daemon.api, count, seed), people)


def _one_by_one(
    subjects: Sequence[Subject],
    asker: Speaker,
    watcher: Watcher,
    platter: Platter,
    rounds: int,
) -> tuple[list[Tally], list[float]]:
    """And what a small durable write takes, beside a homeserver that writes, too."""
    for subject in subjects:
        ask_round(subject, asker, watcher, HURRIED, 2 * REST_SECONDS)
    tallies = [Tally(subject, Meter(subject.pid)) for subject in subjects]
    syncs: list[float] = []

    def ask(tally: Tally) -> None:
        for _ in range(ASKED):
            tally.waits += ask_round(tally.subject, asker, watcher, 1, REST_SECONDS)
            syncs.extend(platter.sample(1))

    def hurry(tally: Tally) -> None:
        tally.meter.since_last()
        tally.hurried += ask_round(tally.subject, asker, watcher, HURRIED, 2 * REST_SECONDS)
        # With all that is put off until after the answers.
        tally.cpu.append(tally.meter.since_last() / HURRIED)

    say(f"matrix: {rounds} rounds of commands")
    in_turns(tallies, rounds, ask)
    in_turns(tallies, max(2, rounds // 3), hurry)
    return tallies, syncs


def _at_once(
    desk: BenchDesk,
    tallies: Sequence[Tally],
    speakers: Sequence[Speaker],
    watcher: Watcher,
    runs: int,
) -> None:
    """Fails if anything of the desk's that was answered is not in the store's file right after."""

    def ask(tally: Tally) -> None:
        before = decisions(desk.database)
        burst = ask_at_once(tally.subject, speakers, watcher, EACH, PATIENCE_SECONDS)
        kept = decisions(desk.database) - before
        is_ours = tally is tallies[0]
        assert not is_ours or kept >= burst.answered, f"{burst.answered} answers, {kept} kept"
        tally.bursts.append(burst)
        # Whatever comes late, and the desk's cards, are over by then.
        ask_round(tally.subject, speakers[0], watcher, 0, 2 * REST_SECONDS)

    say(f"matrix: {runs} runs of {EACH * len(speakers)} at once")
    in_turns(tallies, runs, ask)


def _figures(hall: str, tallies: Sequence[Tally]) -> list[Figure]:
    ours, floor = tallies[0], tallies[1]
    bound = FLOOR_TIMES * median(floor.waits)
    soon = Criterion.at_most(
        median(ours.waits), bound, f"{bound:.3f}: {FLOOR_TIMES} × the bare loop"
    )
    cheap = Criterion.at_most(median(ours.cpu), CPU_MAX, f"{CPU_MAX:g}")
    asked = ours.bursts[0].asked
    whole = Criterion.at_least(_in_order(ours), asked, f"{asked}, all of them on disk")
    found = []
    for tally in tallies:
        name, is_ours, rounds = tally.subject.name, tally is ours, len(tally.waits) // ASKED
        runs, bursts = len(tally.bursts), tally.bursts
        found += [
            Figure.of(
                f"{hall}: command to answer, {name}",
                "ms",
                tally.waits,
                rounds,
                *([soon] if is_ours else []),
            ),
            Figure.of(
                f"{hall}: command to answer without a pause, {name}",
                "ms",
                tally.hurried,
                len(tally.cpu),
            ),
            Figure.of(
                f"{hall}: CPU a command, {name}",
                "ms",
                tally.cpu,
                len(tally.cpu),
                *([cheap] if is_ours else []),
            ),
            Figure(
                f"{hall}: {len(PEOPLE)} × {EACH} at once, answered in order, {name}",
                "answers",
                _in_order(tally),
                None,
                runs,
                asked * runs,
                (whole,) if is_ours else (),
            ),
            Figure.rate(
                f"{hall}: {len(PEOPLE)} × {EACH} at once, {name}",
                [burst.rate for burst in bursts],
                asked * runs,
            ),
        ]
    return found


def _in_order(tally: Tally) -> int:
    """In the worst run."""
    return min(burst.answered - burst.out_of_order for burst in tally.bursts)
