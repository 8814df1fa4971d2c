"""Invariant 6: no undo window is shorter than configured, whatever happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence
from .moments import unix
from .posts import Posts, PostsOfCases

ROUNDING_SECONDS = 0.002


def judge_windows(evidence: Evidence) -> Iterator[str]:
    """An approval is seen at the earliest as it is recorded; the window cannot end before. The
    posts behind the first of a thread have no window of their own."""
    for number in evidence.cases:
        approved: dict[str, float] = {}
        posts = Posts()
        for event in evidence.story(number):
            post, mark = posts.tell(event), event["data"].get("mark")
            if event["type"] == "draft.approved":
                approved.pop(mark, None)
                if post is None or not post.went_on(event):
                    approved[mark] = unix(event["at"])
            elif event["type"] == "reply.departed" and mark in approved:
                window = unix(event["at"]) - approved[mark]
                if window < evidence.undo_seconds - ROUNDING_SECONDS:
                    yield f"#{number} {mark} left {window:.3f} s after its approval"
    yield from _judge_arrivals(evidence)


def _judge_arrivals(evidence: Evidence) -> Iterator[str]:
    posts = PostsOfCases(evidence)
    for request in evidence.attempts:
        number, mark = request.data["case"], request.data["draft"]["mark"]
        if number not in evidence.cases:
            continue
        post = posts[number].get(mark)
        if post is None or (approval := post.approval(request.at)) is None:
            continue  # The judges of eyes and threads say so.
        opened = unix(approval["at"])
        if post.went_on(approval):
            continue
        if request.at < opened + evidence.undo_seconds - ROUNDING_SECONDS:
            yield f"#{number} {mark} reached the customer before its undo window was over"
