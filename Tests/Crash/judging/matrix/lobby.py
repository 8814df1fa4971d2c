"""Where everybody may come in, no word of a customer's is said, nor of what is meant for one."""

from __future__ import annotations

from collections.abc import Iterator

from parts.matrix_actor import short_user
from parts.matrix_conduct import faults_of
from parts.matrix_room_view import Event
from parts.people import BOT
from world.matrix_side import LOBBY

from ..evidence import Evidence
from ..posts import PostsOfCases


def judge_lobby(evidence: Evidence) -> Iterator[str]:
    private = set(_private_words(evidence))
    for room in evidence.rooms:
        if room.name != LOBBY:
            continue
        for event in room.fresh:
            if short_user(event["sender"]) == BOT:
                said = " ".join(_texts(event["content"]))
                for words in private:
                    if words in said:
                        yield f"{words!r} was said in {room.name} on Matrix: {event['event_id']}"


def _private_words(evidence: Evidence) -> Iterator[str]:
    for entry in evidence.chronicle.handed.values():
        for version in entry.versions:
            yield version["text"]
    posts = PostsOfCases(evidence)
    for number in evidence.cases:
        for post in posts[number].values():
            yield from post.texts


def _texts(content: Event) -> Iterator[str]:
    """Everything that a client might show of it."""
    for value in content.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(value)


def judge_form(evidence: Evidence) -> Iterator[str]:
    for room in evidence.rooms:
        yield from faults_of(room.fresh, BOT)
