"""Numbered threads (invariants 4 and 5): what follows a post is what was approved with it, reaches
the customer once, in its turn, under the post before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from load.answers import Verb
from parts.receiver import Request
from parts.receiver_http import reference_of

from .evidence import Evidence
from .moments import unix
from .posts import CLOCK_SLACK_SECONDS, Post, Posts, PostsOfCases
from .review import holds, judge_story


def judge_threads(evidence: Evidence) -> Iterator[str]:
    held = holds(evidence.ledger.events)
    for number in evidence.cases:
        story = evidence.story(number)
        posts = Posts.of(story)
        yield from judge_story(number, story, held)
        yield from _judge_rows(evidence, number, posts)
        yield from _judge_splitting(evidence, number, posts)
        yield from _judge_requests(evidence, number, posts)


def _judge_rows(evidence: Evidence, case: int, posts: Posts) -> Iterator[str]:
    """What the interface shows is what was written."""
    for row in evidence.cases[case]["drafts"]:
        post = posts.get(row["mark"])
        written = post.thread if post else None
        told = written and {key: written.get(key) for key in ("number", "of", "after", "rest")}
        if row.get("thread") != told:
            yield f"#{case} {row['mark']}: its thread is {row.get('thread')}, written was {told}"


def _judge_splitting(evidence: Evidence, case: int, posts: Posts) -> Iterator[str]:
    """Nothing becomes a thread unless its author says so."""
    for post in posts.values():
        if not post.rest or post.goes_on:
            continue
        said = any(
            saying.person == post.written["by"]
            and saying.verb is Verb.SPLIT
            and saying.case == case
            and saying.at + evidence.wall_offset <= unix(post.written["at"]) + CLOCK_SLACK_SECONDS
            for saying in evidence.chronicle.sayings
        )
        written_now = any(event is post.written for event in evidence.events)
        if written_now and not said:
            yield f"#{case} {post.mark} is a thread, and {post.written['by']} never split it"


def _judge_requests(evidence: Evidence, case: int, posts: Posts) -> Iterator[str]:
    arrived: dict[str, Request] = {}
    """The first of each draft that reached the customer."""
    for request in evidence.attempts_of(case):
        data = request.data
        post = posts.get(data["draft"]["mark"])
        if post is None:
            continue
        name = f"#{case} {post.mark}"
        place = {"number": post.place[0], "of": post.place[1]} if post.place else None
        if data.get("thread") != place:
            yield f"{name} went out as {data.get('thread')} of its thread, it is {place}"
        if len(data["text"]) > evidence.length_max:
            yield f"{name} is longer than the receiver takes"
        approval = post.approval(request.at)
        if approval is None or approval["data"].get("approver") != data["approver"]:
            yield f"{name} went out as approved by {data['approver']}, who had not by then"
        yield from _judge_turn(name, request, post, posts, arrived)
        if request.is_done:
            arrived.setdefault(post.mark, request)


def _judge_turn(
    name: str, request: Request, post: Post, posts: Posts, arrived: dict[str, Request]
) -> Iterator[str]:
    before = posts.before(post)
    if before is not None:
        sent = before.sent
        if sent is None or unix(sent["at"]) > request.at + CLOCK_SLACK_SECONDS:
            yield f"{name} left before {before.mark} counted as sent"
        if before.mark not in arrived:
            yield f"{name} reached the customer, who never got {before.mark} before it"
    under = _stands_under(post, posts, arrived)
    if request.data["in_reply_to"] != under:
        yield f"{name} went out under {request.data['in_reply_to']}, not under {under}"


def _stands_under(post: Post, posts: Posts, arrived: dict[str, Request]) -> str:
    """The nearest post before it of which the desk heard what it is called, or the customer's."""
    before = posts.before(post)
    while before is not None:
        if before.sent is not None and before.sent["type"] == "reply.sent":
            if before.mark in arrived:
                return reference_of(arrived[before.mark].webhook_id)
        before = posts.before(before)
    return str(post.draft["answers"]["id"])


def count_threads(evidence: Evidence) -> Counter[str]:
    """What became of them in this cycle."""
    counted: Counter[str] = Counter()
    posts = PostsOfCases(evidence)
    for event in evidence.events:
        if event["type"] != "draft.written":
            continue
        post = posts[event["case"]][event["data"]["draft"]["mark"]]
        before = posts[event["case"]].before(post)
        counted["split"] += bool(post.rest) and not post.goes_on
        if not post.goes_on or before is None:
            continue
        counted["posts went on"] += 1
        counted["rests stopped"] += post.stopped is not None
        counted["went on over a death"] += _was_killed(evidence, before, post)
    return counted


def _was_killed(evidence: Evidence, before: Post, post: Post) -> bool:
    """The process died after the one was approved and before the other was sent."""
    if post.sent is None or not before.approvals:
        return False
    since, until = unix(before.approvals[-1]["at"]), unix(post.sent["at"])
    offset = evidence.wall_offset
    return any(
        trouble.kills and trouble.overlaps(since - offset, until - offset)
        for trouble in evidence.chronicle.troubles
    )
