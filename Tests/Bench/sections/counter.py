"""One daemon with its queue of cases, and the people who work it off while they are timed."""

from __future__ import annotations

import random
import time
from pathlib import Path

from chat.looking import look
from chat.seat import Seat
from chat.timing import answer_to
from stage.bench_desk import BenchDesk, DeskTerms
from stage.hall import Hall
from stage.ledger import waiting_cases
from workshop.progress import say

from .archive import SOUGHT
from .starting import end, start_to_joined

AGENT, REVIEWER = "ann", "ben"
START = "start to joined"
EACH = 4
"""Cases that are worked in one turn."""
REST_SECONDS = 0.05
SETTLING_SECONDS = 5.0
STATS_EACH = 10
"""Turns; all that happened today is counted anew for it."""
UNDO_WINDOW = "10m"
"""No reply leaves while others are measured."""
REPLY = "Thank you, I have looked at it and somebody calls you back within the hour."
LOOKS = {
    "queue": ("queue", "cases open"),
    **SOUGHT,
    "board": ("board", "the board at"),
}
"""What is asked, and what stands in the answer."""
SEED = 15


class Counter:
    """`samples` are kept by the name of what they are of."""

    JUDGED = {"claim", "claim next", "reply", "approve", "queue", START, *SOUGHT}

    def __init__(self, size: tuple[int, int], hall: Hall, store: Path, place: int) -> None:
        closed, waiting = size
        self.title = f"{closed:,} ended, {waiting:,} open"
        terms = DeskTerms(
            f"desk{place}",
            f"#care{place}",
            f"#ok{place}",
            # Nothing is ever sent there.
            webhook_url="http://127.0.0.1:9/hook",
            undo_window=UNDO_WINDOW,
            store=store,
        )
        self.desk = BenchDesk(hall, terms)
        self.samples: dict[str, list[float]] = {}
        self._turns = 0
        self._cases = waiting_cases(self.desk.database)
        random.Random(SEED).shuffle(self._cases)

    def start_once(self, watcher: Seat) -> None:
        self._note(START, start_to_joined(self.desk, watcher))
        end(self.desk, watcher)

    def open_shop(self, agent: Seat, reviewer: Seat, watcher: Seat) -> None:
        self._agent, self._reviewer, self._watcher = agent, reviewer, watcher
        self.desk.start()
        say(f"desk: {self.desk.nick} settles")
        time.sleep(SETTLING_SECONDS)

    def forget_work(self) -> None:
        for name in self.samples:
            if name != START:
                self.samples[name].clear()

    def work_once(self) -> None:
        numbers = [self._cases.pop() for _ in range(EACH)]
        for number in numbers:
            self._ask("claim", f"!claim {number}", rf"#{number} is yours")
        marks = []
        for number in numbers:
            drafted = self._ask(
                "reply", f"!reply {number} {REPLY}", rf"#{number} draft 1 (\w{{4}})\b"
            )
            marks.append(drafted)
        for number, mark in zip(numbers, marks, strict=True):
            self._ask(
                "approve",
                f"!ok {mark}",
                rf"#{number} {mark} approved by {REVIEWER}",
                by=self._reviewer,
                room=self.desk.terms.approvals,
            )
        taken = self._ask("claim next", "!claim next", r"#(\d+) is yours")
        self._ask("release", f"!release {taken}", rf"#{taken} is free")
        time.sleep(REST_SECONDS)
        for name, (command, sign) in LOOKS.items():
            self._look(name, command, sign)
        if self._turns % STATS_EACH == 0:
            self._look("stats", "stats", "today since")
        self._turns += 1

    def _look(self, name: str, command: str, sign: str) -> None:
        self._note(
            name, look(self._agent, self.desk.nick, self.desk.room, f"!{command}", sign)
        )

    def _ask(
        self, name: str, command: str, answer: str, by: Seat | None = None, room: str | None = None
    ) -> str:
        """What the answer has in brackets."""
        asker, place = by or self._agent, room or self.desk.room
        wait, found = answer_to(asker, self._watcher, self.desk.nick, place, command, answer)
        self._note(name, wait)
        return found[1].decode() if found.re.groups else ""

    def _note(self, name: str, value: float) -> None:
        self.samples.setdefault(name, []).append(value)
