"""What befalls that day: bursts, a receiver in a mood, the brake, a new configuration, a death."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Verb
from load.chronicle import Trouble
from parts.conduct import Conduct
from parts.transcript import PRIVATE
from parts.waiting import Overdue, wait_until

from . import desk_files
from .staff import APPROVALS, BILLING, CARE, FENCE, NEWCOMER

if TYPE_CHECKING:
    from .day import Workday

MOODS = (
    Conduct.FAIL,
    Conduct.LOSE_ANSWER,
    Conduct.TAKE_AND_FAIL,
    Conduct.REFUSE,
    Conduct.POSTPONE,
)
BACK_SECONDS = 40.0
FENCE_SECONDS = 1.0
BRAKE_SECONDS = 5.0
DEAD_SECONDS = 1.0

Interlude = Callable[["Workday", random.Random], None]


def burst(day: Workday, dice: random.Random) -> None:
    day.public.burst(dice)


def mood(day: Workday, dice: random.Random) -> None:
    """The next few replies are treated badly."""
    day.receiver.behave(*dice.choices(MOODS, k=4))


def brake(day: Workday, dice: random.Random) -> None:
    lee = day.members["lee"]
    if lee.command(APPROVALS, "!hold care wrong prices", Verb.HOLD) is None:
        return
    day.hours.rest(BRAKE_SECONDS)
    lee.command(APPROVALS, "!unhold care", Verb.UNHOLD)


def reload(day: Workday, dice: random.Random) -> None:
    """SIGHUP; from then on somebody new works there."""
    lee = day.members["lee"]
    after = lee.read()
    desk_files.change(day.config)
    day.daemon.process.hang_up()
    if lee.await_line(r"configuration taken over: ", PRIVATE, after, BACK_SECONDS) is None:
        day.chronicle.find("lee was not told that the configuration was taken over")
    day.begin_work(NEWCOMER)


def death(day: Workday, dice: random.Random) -> None:
    """kill -9 and back."""
    trouble = Trouble("kill -9", time.monotonic(), is_deaf=True, kills=True)
    with day.chronicle.trouble(trouble):
        day.daemon.kill()
        time.sleep(DEAD_SECONDS)
        day.daemon.launch()
        await_back(day)


def await_back(day: Workday) -> None:
    """It is ready, in its rooms, and answers."""
    wait_until(day.daemon.api.is_ready, BACK_SECONDS, "casebell to be ready")
    fence = day.people[FENCE]
    for room in (CARE, BILLING):
        fence.await_in_room(room, within=BACK_SECONDS)
    end = time.monotonic() + BACK_SECONDS
    while time.monotonic() < end:
        number = next(day.fences)
        fence.tell(f"show {number}")
        try:
            wait_until(lambda: fence.seen(rf"no case #{number}\b"), FENCE_SECONDS, "an answer")
        except Overdue:
            continue
        return
    raise Overdue(f"{FENCE} was not answered for {BACK_SECONDS:g} s")


SHORT: tuple[tuple[float, Interlude], ...] = (
    (0.15, burst),
    (0.3, mood),
    (0.4, reload),
    (0.55, death),
    (0.7, burst),
    (0.75, brake),
    (0.85, mood),
)
LONG: tuple[tuple[float, Interlude], ...] = (
    (0.1, burst),
    (0.15, mood),
    (0.2, brake),
    (0.3, mood),
    (0.35, burst),
    (0.42, mood),
    (0.5, reload),
    (0.56, death),
    (0.62, burst),
    (0.68, mood),
    (0.75, brake),
    (0.82, mood),
    (0.88, burst),
    (0.95, mood),
)
"""At which part of the day."""
