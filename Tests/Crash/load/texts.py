"""What agents write to customers: nobody has said any of it before."""

from __future__ import annotations

import random

POSTS = (2, 4)


class Texts:
    """Of one conversation."""

    def __init__(self, name: str, dice: random.Random) -> None:
        self._name = name
        self._dice = dice
        self._number = 0

    def short(self) -> str:
        self._number += 1
        return f"Hi Mara, this is answer {self._number} of {self._name}."

    def long(self) -> str:
        """Sentences of which one fits into a post, and two do not."""
        self._number += 1
        return " ".join(
            f"Hi Mara, sentence {place} of answer {self._number} of {self._name} takes as much"
            " room as a post has."
            for place in range(1, self._dice.randint(*POSTS) + 1)
        )
