"""Which cycle is of which kind, whether it is on Matrix as well, whether it has mail, and in which
process it runs."""

from __future__ import annotations

import random
from collections.abc import Sequence

from calamities.calamity import Calamity
from options import Options, Place

MATRIX_SHARE = 0.1
"""Of the kinds that need no homeserver, so many have one beside."""
MAIL_SHARE = 0.1
"""Likewise of those that need no mail server."""
MATRIX_WEIGHT = 2
"""A cycle with a homeserver takes about so many times as long."""


def kind_of(number: int, options: Options) -> type[Calamity]:
    """Each kind once in each round, in an order of its own."""
    kinds = options.kinds
    round, place = divmod(number - 1, len(kinds))
    dice = random.Random(f"{options.seed}-round-{round}")
    return dice.sample(kinds, len(kinds))[place]


def has_matrix(number: int, options: Options) -> bool:
    if kind_of(number, options).needs_matrix:
        return True
    if options.place is not Place.BOTH:
        return options.place is Place.MATRIX
    return random.Random(f"{options.seed}-matrix-{number}").random() < MATRIX_SHARE


def has_mail(number: int, options: Options) -> bool:
    dice = random.Random(f"{options.seed}-mail-{number}")
    return kind_of(number, options).needs_mail or dice.random() < MAIL_SHARE


def shares(options: Options, count: int) -> list[list[int]]:
    """As much work for each; homeservers run side by side only if one process cannot have them."""
    numbers = sorted(options.numbers, key=lambda each: not has_matrix(each, options))
    weights = [_weight(number, options) for number in numbers]
    dealt: list[list[int]] = [[] for _ in range(count)]
    done = 0
    for number, weight in zip(numbers, weights, strict=True):
        dealt[min(done * count // sum(weights), count - 1)].append(number)
        done += weight
    return [sorted(share) for share in dealt if share]


def in_order(numbers: Sequence[int], options: Options, world_cycles: int) -> list[int]:
    """Those that the process lives through come one after the other, so that it grows old."""
    ordered: list[int] = []
    for start in range(0, len(numbers), world_cycles):
        share = numbers[start : start + world_cycles]
        ordered += sorted(share, key=lambda each: kind_of(each, options).is_gentle())
    return ordered


def _weight(number: int, options: Options) -> int:
    return MATRIX_WEIGHT if has_matrix(number, options) else 1
