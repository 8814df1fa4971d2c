"""Customers' posts, handed in over HTTP by a system that insists until each is acknowledged."""

from __future__ import annotations

import itertools
import random
import time
from typing import Any

from parts.desk_api import AWAY, DeskAPI
from parts.mentions import URGENT, mention, now

from .chronicle import Chronicle, Handed

INSIST_SECONDS = 75.0
PAUSE_SECONDS = (0.05, 0.3)

QUIET = "where do I change my number"


class Customers:
    """Makes mentions with ids of their own and brings them in."""

    def __init__(self, api: DeskAPI, chronicle: Chronicle, name: str) -> None:
        self._api = api
        self._chronicle = chronicle
        self._ids = (f"{name}-{number}" for number in itertools.count(1))

    def write(self, dice: random.Random, conversation: str | None = None) -> Handed:
        """One new mention, urgent or not; returns when it is acknowledged, or given up."""
        fields: dict[str, Any] = {"id": next(self._ids), "conversation": conversation}
        return self._insist(mention(URGENT, **fields), dice)

    def murmur(self, dice: random.Random) -> Handed:
        """One that rings nobody."""
        author = {"handle": f"@quiet{dice.randrange(1000)}@social.example"}
        return self._insist(mention(QUIET, id=next(self._ids), author=author), dice)

    def edit(self, entry: Handed, dice: random.Random) -> None:
        latest = entry.versions[-1]
        text = f"{latest['text']} Edited {len(entry.versions)}."
        self._insist(latest | {"text": text, "edited_at": now()}, dice)

    def delete(self, entry: Handed, dice: random.Random) -> None:
        self._insist(entry.versions[-1] | {"deleted_at": now()}, dice)

    def _insist(self, sent: dict[str, Any], dice: random.Random) -> Handed:
        entry = self._chronicle.hand_in(sent)
        end = time.monotonic() + INSIST_SECONDS
        while time.monotonic() < end:
            try:
                (accepted,) = self._api.post(sent)
            except AWAY:
                time.sleep(dice.uniform(*PAUSE_SECONDS))
            except AssertionError as refused:
                self._chronicle.find(f"mention {entry.id} was refused: {refused}")
                return entry
            else:
                self._chronicle.acknowledge(entry, accepted.case)
                return entry
        self._chronicle.find(f"mention {entry.id} was not taken for {INSIST_SECONDS:g} s")
        return entry
