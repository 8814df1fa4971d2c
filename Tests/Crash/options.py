"""What a run is asked for."""

from __future__ import annotations

import argparse
import random
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from calamities.calamity import Calamity
from calamities.every import KINDS

CYCLES = 30
LANES = 2
WHAT_IT_DOES = """Breaks the real daemon under load, again and again, at a desk on IRC that is on
Matrix as well in every cycle that breaks a homeserver and in a tenth of the others, and pages by
mail in every cycle that breaks a mail server and in a tenth of the others."""


class Place(Enum):
    """Where the desk is."""

    IRC = "irc"
    MATRIX = "matrix"
    """On IRC and on Matrix, in each cycle."""
    BOTH = "both"
    """On Matrix as well in some of them."""


@dataclass(frozen=True)
class Options:
    """`numbers` are the cycles to run; kind and dice of each follow from number and seed."""

    seed: int
    numbers: list[int]
    kinds: tuple[type[Calamity], ...]
    lanes: int
    stop: bool
    is_lane: bool
    words: str
    """As `kinds` were asked for."""
    place: Place

    def for_lane(self, numbers: Sequence[int]) -> list[str]:
        """The arguments of the process that runs these."""
        listed = ",".join(map(str, numbers))
        argv = ["--lane", "--seed", str(self.seed), "--only", listed, *self._choice]
        return [*argv, "--stop"] if self.stop else argv

    @property
    def again(self) -> str:
        """With a cycle's number behind it, what runs that one once more."""
        return shlex.join(["scripts/crash", "--seed", str(self.seed), *self._choice, "--only"])

    @property
    def _choice(self) -> list[str]:
        kinds = ["--kinds", self.words] if self.words else []
        return [*kinds, *(["--on", self.place.value] if self.place is not Place.BOTH else [])]


def read_options(argv: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="scripts/crash", description=WHAT_IT_DOES, epilog=f"kinds: {_names(KINDS)}"
    )
    parser.add_argument("--cycles", type=_count, default=CYCLES, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--only", help="these cycles of the run with that seed: 17,23")
    parser.add_argument("--kinds", default="", help="words in the names of kinds: kill,disk")
    parser.add_argument("--each", action="store_true", help="one cycle of each kind")
    parser.add_argument("--lanes", type=_count, default=LANES, help="worlds at once (%(default)s)")
    parser.add_argument(
        "--on", type=Place, choices=list(Place), default=Place.BOTH, metavar="irc|matrix",
        help="irc: without a homeserver, and what befalls one; matrix: with one in each cycle",
    )
    parser.add_argument("--stop", action="store_true", help="at the first finding")
    parser.add_argument("--lane", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    words = [word for word in given.kinds.split(",") if word]
    kinds = tuple(
        kind
        for kind in KINDS
        if (not words or any(word in kind.name for word in words))
        and not (kind.needs_matrix and given.on is Place.IRC)
    )
    if not kinds:
        parser.error(f"no kind is called so: {_names(KINDS)}")
    cycles = len(kinds) if given.each else given.cycles
    only = [int(number) for number in given.only.split(",")] if given.only else None
    return Options(
        seed=given.seed,
        numbers=only or list(range(1, cycles + 1)),
        kinds=kinds,
        lanes=given.lanes,
        stop=given.stop,
        is_lane=given.lane,
        words=given.kinds,
        place=given.on,
    )


def _names(kinds: Sequence[type[Calamity]]) -> str:
    return "; ".join(kind.name for kind in kinds)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number
