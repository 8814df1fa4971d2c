"""Invariants 3 and 4: nothing reached a customer but a draft as it was shown, approved by another
person, and never anybody's talk."""

from __future__ import annotations

from collections.abc import Iterator

from load.answers import Verb
from parts.receiver import Request

from .cards import Shown, shown
from .evidence import Evidence
from .posts import Posts, PostsOfCases


def judge_eyes(evidence: Evidence) -> Iterator[str]:
    cards = shown(evidence.lines)
    posts = PostsOfCases(evidence)
    for request in evidence.attempts:
        if request.data["case"] in evidence.cases:
            yield from _judge(evidence, request, cards, posts[request.data["case"]])


def _judge(
    evidence: Evidence, request: Request, cards: dict[tuple[int, str], Shown], posts: Posts
) -> Iterator[str]:
    data = request.data
    case, mark, text = data["case"], data["draft"]["mark"], data["text"]
    name = f"#{case} {mark}"
    if any(talk in text or text in talk for talk in evidence.chronicle.talk):
        yield f"{name}: talk reached the customer: {text!r}"
    draft = next(
        (row for row in evidence.cases[case]["drafts"] if row["mark"] == mark), None
    )
    if draft is None:
        yield f"{name} reached the customer, and there is no such draft"
        return
    if text != draft["text"]:
        yield f"{name}: {text!r} reached the customer, the draft is {draft['text']!r}"
    if data["author"] != draft["author"] or data["approver"] == data["author"]:
        yield f"{name} by {draft['author']}: sent as {data['author']}'s, by {data['approver']}"
    # A post of a thread was shown on the card of the one that was approved with it.
    approved = posts.approved_as(mark, request.at)
    card = cards.get((case, approved))
    if card is None or text not in card.texts:
        yield f"{name}: {text!r} was never shown in the approvals room"
    elif card.authors != {data["author"]}:
        yield f"{name}: the card said it was by {card.authors}, it was sent as {data['author']}'s"
    yield from _judge_approval(evidence, request, approved, card)


def _judge_approval(
    evidence: Evidence, request: Request, mark: str, card: Shown | None
) -> Iterator[str]:
    data = request.data
    approver = data["approver"]
    has_said = any(
        saying.person == approver
        and saying.verb is Verb.APPROVE
        and mark in saying.text
        and saying.at + evidence.wall_offset <= request.at
        for saying in evidence.chronicle.sayings
    )
    if not has_said:
        yield f"#{data['case']} {mark} went out as approved by {approver}, who never said so"
    if card is not None and approver not in card.approvers and not evidence.had_blind_trouble():
        yield f"#{data['case']} {mark}: the room was not told that {approver} approved it"
