"""Those that are compared are asked one after the other, again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Asked = TypeVar("Asked")


def in_turns(asked: Sequence[Asked], runs: int, act: Callable[[Asked], None]) -> None:
    """Nobody is always first."""
    for run in range(runs):
        start = run % len(asked)
        for one in [*asked[start:], *asked[:start]]:
            act(one)
