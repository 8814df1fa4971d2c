"""The points of a conversation at which a link can go."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum, auto

from parts.relay import Way


class Step(Enum):
    """One conversation, in this order."""

    COMING_IN = auto()
    """Before anything else, in the bot's return from an earlier cut."""
    ARRIVE = auto()
    BURST = auto()
    CLAIM = auto()
    NOTE = auto()
    REPLY = auto()
    APPROVE = auto()
    UNDO = auto()


@dataclass(frozen=True)
class Moment:
    """After so many bytes in one direction since the step began; without one, after a while."""

    name: str
    step: Step
    way: Way | None
    least: float
    most: float

    def measure(self, dice: random.Random) -> float:
        """Bytes, or seconds where there is no direction."""
        drawn = dice.uniform(self.least, self.most)
        return drawn if self.way is None else round(drawn)


MOMENTS = (
    Moment("while connecting", Step.COMING_IN, Way.UP, 0, 0),
    Moment("in the TLS handshake", Step.COMING_IN, Way.DOWN, 0, 1200),
    Moment("in capabilities and login", Step.COMING_IN, Way.DOWN, 1200, 2600),
    Moment("coming into the rooms", Step.COMING_IN, Way.DOWN, 2600, 5000),
    Moment("before a card", Step.ARRIVE, Way.UP, 0, 0),
    Moment("inside a card", Step.ARRIVE, Way.UP, 1, 500),
    Moment("in throttled output", Step.BURST, Way.UP, 500, 4000),
    Moment("before a command is heard", Step.CLAIM, Way.DOWN, 0, 60),
    Moment("between command and answer", Step.CLAIM, Way.UP, 0, 0),
    Moment("inside an answer", Step.NOTE, Way.UP, 1, 150),
    Moment("in a draft's answer and card", Step.REPLY, Way.UP, 0, 600),
    Moment("before an approval is heard", Step.APPROVE, Way.DOWN, 0, 60),
    Moment("answering an approval", Step.APPROVE, Way.UP, 0, 200),
    Moment("in the undo window", Step.UNDO, None, 0.0, 0.4),
    Moment("at any time", Step.CLAIM, None, 0.0, 0.6),
)
