"""An urgent mention: from handing it in over HTTP to its card in front of people."""

from __future__ import annotations

import re
import select
import time

from chat.post_office import PostOffice
from chat.seat import Seat, Silence, spoken_by
from chat.speech import FORMATTING
from measuring.figure import Figure
from parts.mentions import mention
from stage.bench_desk import BenchDesk
from stage.hall import ngircd_hall
from workshop.progress import say

from .section import Extent

PATIENCE_SECONDS = 10.0
CARD = re.compile(rb"#\d+ P1 care\b")


def measure(extent: Extent) -> list[Figure]:
    hall = ngircd_hall()
    desk = BenchDesk(hall)
    watcher = Seat(hall.port, "watcher")
    watcher.join(desk.room)
    try:
        desk.start()
        office = PostOffice(desk.http_port)
        say("cards")
        for _ in range(20):
            ring(desk, office, watcher)
        runs, each = extent.of(3, 10), 100
        waits = [ring(desk, office, watcher) for _ in range(runs * each)]
        return [
            Figure.of("mention handed in to accepted", "ms", [wait[0] for wait in waits], runs),
            Figure.of("mention handed in to card", "ms", [wait[1] for wait in waits], runs),
        ]
    finally:
        desk.stop()
        hall.stop()


def ring(desk: BenchDesk, office: PostOffice, watcher: Seat) -> tuple[float, float]:
    """Milliseconds until the mention is accepted, and until its card is seen."""
    poll = select.poll()
    for side in (office, watcher):
        poll.register(side, select.POLLIN)
    watcher.lines_now()
    accepted = seen = 0.0
    began = time.perf_counter()
    office.send(mention())
    while not (accepted and seen):
        ready = poll.poll(PATIENCE_SECONDS * 1000)
        now = (time.perf_counter() - began) * 1000
        if not ready:
            raise Silence(f"accepted after {accepted} ms, card after {seen} ms")
        for descriptor, _ in ready:
            if descriptor == office.fileno():
                accepted = now if office.is_accepted() else 0.0
            elif _has_card(desk, watcher):
                seen = now
    return accepted, seen


def _has_card(desk: BenchDesk, watcher: Seat) -> bool:
    return any(
        CARD.search(FORMATTING.sub(b"", text))
        for text in spoken_by(desk.nick, watcher.lines_now())
    )
