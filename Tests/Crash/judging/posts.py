"""The drafts of one case with their places in threads, as its events tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .evidence import Event, Evidence
from .moments import unix

CLOCK_SLACK_SECONDS = 0.05
ROUNDING_SECONDS = 0.002
SAME = ("author", "originator", "visibility", "answers")
"""What every post of a thread has in common."""
STOPS = ("draft.held", "draft.undone", "reply.failed", "reply.unknown")


def is_recall(event: Event) -> bool:
    """Somebody called back what follows a post that was on its way, or it is held for that."""
    return event["type"] == "draft.held" and "recalled" in event["data"]["cause"]


@dataclass
class Post:
    """A draft: one post, or the first of those that are left of a thread."""

    written: Event
    approvals: list[Event] = field(default_factory=list)
    sent: Event | None = None
    """`reply.sent`, or `reply.settled` where somebody said that it was."""
    stopped: Event | None = None
    """The first time that it did not leave, or did not get there."""
    is_leaving: bool = False
    recalled: Event | None = None
    """What follows it was called back while it was on its way."""
    followers: list[str] = field(default_factory=list)
    """Marks of the posts that came of it by themselves."""

    @property
    def draft(self) -> dict[str, Any]:
        draft: dict[str, Any] = self.written["data"]["draft"]
        return draft

    @property
    def mark(self) -> str:
        return str(self.draft["mark"])

    @property
    def thread(self) -> dict[str, Any] | None:
        return self.draft.get("thread")

    @property
    def rest(self) -> list[str]:
        """What the posts behind it say."""
        return list(self.thread["rest"]) if self.thread else []

    @property
    def texts(self) -> list[str]:
        return [self.draft["text"], *self.rest]

    @property
    def place(self) -> tuple[int, int] | None:
        """Its number, and of how many."""
        return (self.thread["number"], self.thread["of"]) if self.thread else None

    @property
    def is_numbered(self) -> bool:
        """Its customer reads which post it is."""
        if self.place is None:
            return False
        number, of = self.place
        return str(self.draft["text"]).endswith(f" ({number}/{of})")

    @property
    def after(self) -> str | None:
        """The mark of the post before it."""
        return self.thread.get("after") if self.thread else None

    @property
    def goes_on(self) -> bool:
        """It became a draft by itself, as the post before it was sent."""
        return self.after is not None and self.draft.get("replaced") is None

    @property
    def whole(self) -> str:
        """What its author said, without the numbers."""
        if self.place is None:
            return str(self.draft["text"])
        first, of = self.place
        return " ".join(
            text.removesuffix(f" ({number}/{of})") for number, text in enumerate(self.texts, first)
        )

    def went_on(self, approval: Event) -> bool:
        """Whether nobody said this approval: it was that of the post before."""
        return self.goes_on and approval["at"] == self.written["at"]

    def is_sending_told(self, at: float) -> bool:
        """Of a thread the first post and the last are told, and what had an approval of its own."""
        if self.place is None or not self.is_numbered:
            return True
        number, of = self.place
        approval = self.approval(at)
        return number in (1, of) or (approval is not None and not self.went_on(approval))

    def approval(self, at: float) -> Event | None:
        """The one that stood last by that time: what failed may be approved anew at once."""
        until = at + ROUNDING_SECONDS
        return next((each for each in reversed(self.approvals) if unix(each["at"]) <= until), None)


def _leaves(event: Event) -> bool:
    """Whether the draft that it is about may be with the customer at any moment after it."""
    is_again = event["type"] == "reply.settled" and not event["data"]["asSent"]
    return is_again or event["type"] in ("reply.departed", "reply.unknown")


class Posts(dict[str, Post]):
    """By mark; told event by event."""

    @classmethod
    def of(cls, story: Iterable[Event]) -> Posts:
        posts = cls()
        for event in story:
            posts.tell(event)
        return posts

    def tell(self, event: Event) -> Post | None:
        """The next event; the draft that it is about."""
        kind, data = event["type"], event["data"]
        if kind == "draft.written":
            written = self[data["draft"]["mark"]] = Post(event)
            if written.goes_on and (before := self.before(written)):
                before.followers.append(written.mark)
            return written
        post = self.get(data.get("mark", ""))
        if post is None:
            return None
        if kind == "draft.approved":
            post.approvals.append(event)
        elif is_recall(event) and post.is_leaving:
            post.recalled = event
            return post
        elif kind in STOPS:
            post.stopped = post.stopped or event
        elif kind == "reply.sent" or (kind == "reply.settled" and data["asSent"]):
            post.sent = event
        post.is_leaving = _leaves(event)
        return post

    def before(self, post: Post) -> Post | None:
        return self.get(post.after) if post.after else None

    def approved_as(self, mark: str, at: float) -> str:
        """The mark that somebody said yes to so that this one could leave at that time."""
        post = self[mark]
        approval = post.approval(at)
        before = self.before(post)
        if approval is None or before is None or not post.went_on(approval):
            return mark
        return self.approved_as(before.mark, unix(approval["at"]))


class PostsOfCases(dict[int, Posts]):
    """By case, each read as it is asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def __missing__(self, case: int) -> Posts:
        posts = self[case] = Posts.of(self._evidence.story(case))
        return posts
