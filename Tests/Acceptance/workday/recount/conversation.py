"""What a matter consists of: posts, drafts, and the clocks of those who wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]
"""Source and id of a post."""


@dataclass
class Post:
    key: Key
    author: str
    posted: int
    text: str
    edited: int = 0
    is_deleted: bool = False

    @property
    def last_changed(self) -> int:
        return max(self.posted, self.edited)


@dataclass
class Draft:
    mark: str
    author: str
    text: str
    written: int
    state: str = "waiting"
    held: int | None = None
    owed: Key | None = None
    """What the customer said last while it was leaving, which it does not answer."""
    meanwhile: list[Key] = field(default_factory=list)
    """All that they said since it left."""
    is_on_hold: bool = False
    after: str | None = None
    """The mark of the post before it in a thread."""
    has_rest: bool = False
    """Other posts follow it."""
    is_by_itself: bool = False
    """It came of that one without anybody's word."""

    def went_on(self, at: int) -> bool:
        """Whether it was approved with the post before it."""
        return self.is_by_itself and at == self.written


@dataclass
class Clock:
    """Runs while the customer is owed a reply."""

    since: int
    due: int | None = None
    warned: list[int] = field(default_factory=list)
    breached: list[int] = field(default_factory=list)
    stopped: int | None = None
    promised: int = 0
    """When it became known by when it is due."""
    response: str = "first"


def post(mention: Mapping[str, Any]) -> Post:
    """As an event tells of it."""
    key, author = mention["key"], mention["author"]
    made = Post(
        (key["source"], key["id"]), author["handle"], mention["postedAt"], mention["text"]
    )
    made.edited = mention.get("editedAt") or 0
    made.is_deleted = mention.get("deletedAt") is not None
    return made


def said_meanwhile(cause: Mapping[str, Any]) -> Key | None:
    """The post that holds a draft, if it is one that wants an answer."""
    for kind in ("customerWrote", "customerEdited"):
        if kind in cause:
            key = cause[kind].get("_0", cause[kind])
            return key["source"], key["id"]
    return None
