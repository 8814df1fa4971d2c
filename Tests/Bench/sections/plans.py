"""A continuity plan is switched on while 10,000 cases wait, and mentions ring as before."""

from __future__ import annotations

import time

from chat.post_office import PostOffice
from chat.seat import Seat
from measuring.figure import Criterion, Figure
from measuring.processes import Meter
from measuring.samples import median, p99
from stage.bench_desk import BenchDesk, DeskTerms
from stage.hall import ngircd_hall
from stage.writers import bring_mentions
from workshop.progress import say

from .cards import ring
from .section import Extent

WAITING = 10_000
TAKEN_UP_SECONDS = 130.0
"""Every case that waits is looked at within two minutes."""
EVERY_SECONDS = 0.5
SWITCH_MS_MAX = 1_000.0
TIMES_MAX = 2.0
# Every case that waits is more urgent under it, and none rings.
PLANS = "plans: [{ name: bench, priority: { p2: -10 } }]\n"


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    desk = BenchDesk(hall, DeskTerms(plans=PLANS))
    watcher, supervisor = Seat(hall.port, "watcher"), Seat(hall.port, "ann")
    for seat in (watcher, supervisor):
        seat.join(desk.room)
    try:
        desk.start()
        office = PostOffice(desk.http_port)
        say(f"plans: {WAITING:,} cases")
        bring_mentions(desk.http_port, WAITING, 100, 1)
        for _ in range(20):
            ring(desk, office, watcher)
        say("plans: before")
        before, idle = _rings(desk, office, watcher, TAKEN_UP_SECONDS / 2)
        say("plans: switched")
        meter = Meter(desk.pid)
        began = time.perf_counter()
        supervisor.say(desk.room, "!plan use bench for 1h")
        watcher.await_match("The plan bench is on until")
        switch = (time.perf_counter() - began) * 1000
        turn = meter.since_last()
        after, busy = _rings(desk, office, watcher, TAKEN_UP_SECONDS)
        return [
            Figure(
                f"plan switched, {WAITING:,} waiting, until it is told", "ms", switch,
                criteria=(Criterion.at_most(switch, SWITCH_MS_MAX, ""),),
            ),
            Figure("plan switched, CPU of the switch", "ms", turn),
            Figure("plan taken up, CPU beyond the rings'", "ms", busy - 2 * idle),
            Figure.of("mention to card, before the plan", "ms", before, 1),
            Figure.of(
                "mention to card, while it is taken up", "ms", after, 1,
                Criterion.at_most(
                    median(after), TIMES_MAX * median(before), "twice that before it"
                ),
                Criterion.at_most(p99(after), SWITCH_MS_MAX, "a second, p99"),
            ),
        ]
    finally:
        desk.stop()
        hall.stop()


def _rings(
    desk: BenchDesk, office: PostOffice, watcher: Seat, seconds: float
) -> tuple[list[float], float]:
    """How long each took to its card, and what all of it cost the daemon."""
    meter = Meter(desk.pid)
    waits: list[float] = []
    for _ in range(int(seconds / EVERY_SECONDS)):
        began = time.monotonic()
        waits.append(ring(desk, office, watcher)[1])
        time.sleep(max(0.0, began + EVERY_SECONDS - time.monotonic()))
    return waits, meter.since_last()
