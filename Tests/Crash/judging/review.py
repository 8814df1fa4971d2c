"""Follows the drafts of one case through its events: what goes on by itself is what was approved
with the post before it, and nothing leaves that the customer or the brake has stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .evidence import Event
from .moments import unix
from .posts import SAME, Post, Posts

NOTICE_SECONDS = 60
"""An approval is told by then at the latest; a thread goes on by itself a good while longer."""
SPOKEN = ("case.joined", "mention.edited", "mention.deleted", "case.absorbed")
"""What the customer does that no reply approved before can have meant."""


@dataclass
class Hold:
    """The brake on a queue, or on all, between two numbers of events."""

    queue: str | None
    since: int
    until: int | None = None

    def covers(self, queue: str, number: int) -> bool:
        is_on = self.since < number and (self.until is None or number < self.until)
        return is_on and self.queue in (None, queue)


def holds(events: Sequence[Event]) -> list[Hold]:
    found: list[Hold] = []
    for event in events:
        queue = event["data"].get("queue")
        if event["type"] == "desk.held":
            found.append(Hold(queue, event["seq"]))
        elif event["type"] == "desk.unheld":
            for hold in found:
                if hold.until is None and hold.queue == queue:
                    hold.until = event["seq"]
    return found


def judge_story(number: int, story: Sequence[Event], holds: Sequence[Hold]) -> Iterator[str]:
    posts = Posts()
    overtaken: set[str] = set()
    """Approved before the customer spoke."""
    queue = ""
    for event in story:
        kind = event["type"]
        queue = event["data"].get("queue", queue)
        post = posts.tell(event)
        if kind in SPOKEN:
            overtaken.update(posts)
        if post is None:
            continue
        name = f"#{number} {post.mark}"
        if kind == "draft.written" and post.after is not None:
            yield from _judge_place(name, post, posts)
        elif kind == "draft.approved":
            _approve(post, posts, event, overtaken)
            yield from _judge_eyes(name, post, posts, event)
        elif kind == "draft.held" and post.recalled is event:
            overtaken.add(post.mark)
        elif kind == "reply.departed":
            if post.mark in overtaken:
                yield f"{name} left although the customer had spoken since it was approved"
            if any(hold.covers(queue, event["seq"]) for hold in holds):
                yield f"{name} left under the brake"
    for post in posts.values():
        yield from _judge_end(f"#{number} {post.mark}", post, posts)


def _approve(post: Post, posts: Posts, approval: Event, overtaken: set[str]) -> None:
    """What goes on by itself stands no better than the post before it."""
    overtaken.discard(post.mark)
    if post.went_on(approval) and post.after in overtaken:
        overtaken.add(post.mark)


def _judge_place(name: str, post: Post, posts: Posts) -> Iterator[str]:
    before = posts.before(post)
    if before is None or before.place is None or post.place is None:
        yield f"{name} goes on after {post.after}, which is no post of a thread"
        return
    if before.sent is None:
        yield f"{name} goes on after {before.mark}, which does not count as sent"
    if post.place[0] != before.place[0] + 1:
        yield f"{name} is post {post.place[0]} after post {before.place[0]}"
    if not post.goes_on:
        return
    if post.texts != before.rest or post.place[1] != before.place[1]:
        yield f"{name} goes on with {post.texts}, what was left says {before.rest}"
    for key in SAME:
        if post.draft.get(key) != before.draft.get(key):
            yield f"{name} goes on with another {key}: {post.draft.get(key)}"
    if post.draft.get("key") == before.draft.get("key"):
        yield f"{name} goes on under the key of {before.mark}"
    if len(before.followers) > 1:
        yield f"{name}: {before.mark} went on {len(before.followers)} times"


def _is_late(before: Post, post: Post, posts: Posts) -> bool:
    """So long after it was approved, or what was left of it anew, that nobody expects it any more."""
    while (earlier := posts.before(before)) is not None and _went_on(before):
        before = earlier
    if not before.approvals:
        return False
    return unix(post.written["at"]) - unix(before.approvals[-1]["at"]) > NOTICE_SECONDS


def _went_on(post: Post) -> bool:
    return bool(post.approvals) and post.went_on(post.approvals[-1])


def _judge_eyes(name: str, post: Post, posts: Posts, approval: Event) -> Iterator[str]:
    before = posts.before(post)
    if before is None or not post.went_on(approval):
        return
    stood = before.approvals[-1]["data"].get("approver") if before.approvals else None
    approver = approval["data"].get("approver")
    if approver is None or approver != stood:
        yield f"{name} went on as approved by {approver}, the post before it was by {stood}"


def _judge_end(name: str, post: Post, posts: Posts) -> Iterator[str]:
    if post.rest and post.sent is not None and not post.followers:
        yield f"{name} was sent, and what was left of it never went on"
    before = posts.before(post)
    if post.goes_on and before is not None:
        # Where a person said that it was sent, somebody has to look at what is left.
        waits = before.sent is not None and before.sent["type"] == "reply.settled"
        went_on = bool(post.approvals) and post.went_on(post.approvals[0])
        if waits and went_on:
            yield f"{name} goes on, and nobody knows whether {before.mark} was sent"
        elif not waits and not went_on and not _is_late(before, post, posts):
            yield f"{name} goes on without the approval of the post before it"
    if post.rest and post.place is not None:
        first, of = post.place
        for number, text in enumerate(post.texts, first):
            if not text.endswith(f" ({number}/{of})") or of != first + len(post.rest):
                yield f"{name}: post {number} of {of} says {text!r}"
