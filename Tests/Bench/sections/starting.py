"""How long until the bot is in its room: from its start, and from the server being back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from chat.seat import Seat, Silence
from measuring.figure import Criterion, Figure
from measuring.samples import median
from parts.loopback import is_listening
from peers.all import BOTS
from stage.bench_desk import BenchDesk
from stage.hall import Hall, ngircd_hall
from workshop.progress import say

from .section import Extent

START_MAX = 0.25
RETURN_MAX = 2.0
OUTAGE_SECONDS = 3.0
HEALTHY_SECONDS = 11.0
"""A connection that holds for less is one of those that break at once, which is waited out."""
LOOK_SECONDS = 0.002
PATIENCE_SECONDS = 60.0


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    try:
        return [*_starts(hall, extent), *_returns(hall, extent)]
    finally:
        hall.stop()


def start_to_joined(desk: BenchDesk, watcher: Seat) -> float:
    """Seconds; the daemon runs afterwards."""
    began = time.perf_counter()
    desk.daemon.launch()
    watcher.await_joined(desk.nick, desk.room, PATIENCE_SECONDS)
    return time.perf_counter() - began


def end(desk: BenchDesk, watcher: Seat) -> None:
    """Politely, and seen to be gone."""
    desk.stop()
    watcher.await_line(f":{desk.nick}!".encode(), within=PATIENCE_SECONDS)


def _starts(hall: Hall, extent: Extent) -> list[Figure]:
    watcher = Seat(hall.port, "watcher")
    desk = BenchDesk(hall)
    bots = [kind(hall.port) for kind in BOTS]
    watcher.join(desk.room, *(bot.room for bot in bots))
    runs, peer_runs = extent.of(5, 15), extent.of(1, 5)
    say("start to joined")
    start_to_joined(desk, watcher)  # It makes its store.
    end(desk, watcher)
    ours = []
    for _ in range(runs):
        ours.append(start_to_joined(desk, watcher))
        end(desk, watcher)
    within = Criterion.at_most(median(ours), START_MAX, f"{START_MAX}")
    figures = [Figure.of("start to joined, casebell", "s", ours, runs, within)]
    for bot in bots:
        took = []
        for _ in range(peer_runs):
            began = time.perf_counter()
            bot.start(watcher)
            took.append(time.perf_counter() - began)
            bot.stop()
        figures.append(Figure.of(f"start to joined, {bot.name}", "s", took, peer_runs))
    watcher.close()
    return figures


def _returns(hall: Hall, extent: Extent) -> list[Figure]:
    desk = BenchDesk(hall)
    desk.start()
    try:
        runs = extent.of(2, 6)
        took = [_return(hall, desk, number) for number in range(runs)]
    finally:
        desk.stop()
    return [_judged(took, runs)]


def _judged(took: Sequence[float], runs: int) -> Figure:
    within = Criterion.at_most(max(took), RETURN_MAX, f"{RETURN_MAX:g}, each time")
    return Figure.of("server back to back in the room, casebell", "s", took, runs, within)


def _return(hall: Hall, desk: BenchDesk, number: int) -> float:
    """The server dies and comes back; seconds from its port being open again."""
    say(f"the server is away, {number + 1}")
    time.sleep(HEALTHY_SECONDS)
    hall.server.kill()
    time.sleep(OUTAGE_SECONDS)
    hall.server.start()
    end_at = time.perf_counter() + PATIENCE_SECONDS
    while not is_listening(hall.port):
        if time.perf_counter() > end_at:
            raise Silence("the server did not come back")
        time.sleep(LOOK_SECONDS)
    began = time.perf_counter()
    watcher = Seat(hall.port, f"back{number}")
    watcher.send(f"JOIN {desk.room}")
    present = watcher.await_line(b" 353 ")
    if desk.nick.encode() not in present.partition(b" :")[2]:
        watcher.await_joined(desk.nick, desk.room, PATIENCE_SECONDS)
    took = time.perf_counter() - began
    watcher.close()
    return took
