"""Customers' posts, handed in over HTTP by a system that insists until each is acknowledged."""

from __future__ import annotations

import itertools
import random
import time
from typing import Any

from parts.desk_api import AWAY, Accepted, DeskAPI
from parts.mentions import URGENT, mention, now

from .chronicle import Chronicle, Handed

INSIST_SECONDS = 75.0
PAUSE_SECONDS = (0.05, 0.3)
FLOOD = 25

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
        (entry,) = self._insist([mention(URGENT, **fields)], dice)
        return entry

    def murmur(self, dice: random.Random) -> None:
        """One that rings nobody."""
        author = {"handle": f"@quiet{dice.randrange(1000)}@social.example"}
        self._insist([mention(QUIET, id=next(self._ids), author=author)], dice)

    def flood(self, dice: random.Random) -> list[Handed]:
        """Many quiet ones in one post."""
        author = {"handle": f"@quiet{dice.randrange(1000)}@social.example"}
        batch = [mention(QUIET, id=next(self._ids), author=author) for _ in range(FLOOD)]
        return self._insist(batch, dice)

    def hand_in(self, posts: list[dict[str, Any]], dice: random.Random) -> list[Handed]:
        """New ones in one post, each given an id of its own."""
        return self._insist([post | {"id": next(self._ids)} for post in posts], dice)

    def edit(self, entry: Handed, dice: random.Random) -> None:
        latest = entry.versions[-1]
        text = f"{latest['text']} Edited {len(entry.versions)}."
        self._insist([latest | {"text": text, "edited_at": now()}], dice)

    def delete(self, entry: Handed, dice: random.Random) -> None:
        self._insist([entry.versions[-1] | {"deleted_at": now()}], dice)

    def _insist(self, batch: list[dict[str, Any]], dice: random.Random) -> list[Handed]:
        entries = [self._chronicle.hand_in(sent) for sent in batch]
        end = time.monotonic() + INSIST_SECONDS
        while time.monotonic() < end:
            try:
                accepted = self._api.post(batch if len(batch) > 1 else batch[0])
            except AWAY:
                time.sleep(dice.uniform(*PAUSE_SECONDS))
            except AssertionError as refused:
                self._chronicle.find(f"mention {entries[0].id} was refused: {refused}")
                return entries
            else:
                self._acknowledge(entries, accepted)
                return entries
        self._chronicle.find(f"mention {entries[0].id} was not taken for {INSIST_SECONDS:g} s")
        return entries

    def _acknowledge(self, entries: list[Handed], accepted: list[Accepted]) -> None:
        if [row.id for row in accepted] != [entry.id for entry in entries]:
            self._chronicle.find(f"mention {entries[0].id} and others: acknowledged {accepted}")
            return
        for entry, row in zip(entries, accepted, strict=True):
            self._chronicle.acknowledge(entry, row.case)
