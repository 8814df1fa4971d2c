"""Invariants 2 and 4 by who did it: only a holder does what a holder may, a case changes hands only
by its holder's offer or a supervisor's word, and only other eyes that may approve have approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Event, Evidence
from judging.posts import Post, Posts
from workday.desk_files import supervised
from workday.posts import says_thanks
from workday.recount.conversation import Draft
from workday.recount.matter import Matter
from workday.staff import LOOKER, SUPERVISORS

HOLDERS = ("case.offered", "case.snoozed", "case.resolved", "case.released")
SUPERVISORS_ONLY = ("draft.rejected", "reply.settled", "desk.held", "desk.unheld")


def judge_authority(evidence: Evidence) -> Iterator[str]:
    for event in evidence.events:
        if event["case"] is None and event["type"] in SUPERVISORS_ONLY:
            if not _supervises(event["by"], event["data"].get("queue")):
                yield f"{event['type']} by {event['by']}, who supervises nothing there"
    for number in evidence.cases:
        yield from _judge_story(evidence.story(number))


def _judge_story(story: Sequence[Event]) -> Iterator[str]:
    opening, *rest = story
    matter = Matter(opening, says_thanks)
    originators: dict[str, str] = {}
    posts = Posts()
    for event in rest:
        by, kind = event["by"], event["type"]
        if _goes_on(posts.tell(event), event):
            by = None
        if by is not None and not _may(matter, event, originators):
            yield f"#{matter.number}: {kind} by {by}, whose it was not to do (event {event['seq']})"
        if kind == "draft.written":
            draft = event["data"]["draft"]
            originators[draft["mark"]] = draft.get("originator") or draft["author"]
        matter.tell(event)


def _goes_on(post: Post | None, event: Event) -> bool:
    """The next post of a thread, which somebody said yes to with the first, and nobody does, even
    where a supervisor says that the one before it was sent."""
    if post is None or event["type"] not in ("draft.written", "draft.approved"):
        return False
    return post.goes_on if event["type"] == "draft.written" else post.went_on(event)


def _may(matter: Matter, event: Event, originators: dict[str, str]) -> bool:
    by, kind, data = event["by"], event["type"], event["data"]
    is_supervisor = _supervises(by, matter.queue)
    if kind in SUPERVISORS_ONLY:
        return is_supervisor
    if kind == "draft.approved" and by == _draft(matter, data).author:
        return False
    if kind in HOLDERS:
        return by == matter.holder
    if kind in _SPECIAL:
        return _SPECIAL[kind](matter, by, data, originators) or is_supervisor
    return True


Special = Callable[[Matter, str, dict[str, str], dict[str, str]], bool]


def _may_assign(matter: Matter, by: str, data: dict[str, str], _: dict[str, str]) -> bool:
    return by == data["to"] == matter.offered


def _may_claim(matter: Matter, by: str, data: dict[str, str], _: dict[str, str]) -> bool:
    return matter.holder is None and by == data["holder"]


def _may_write(matter: Matter, by: str, data: dict[str, str], _: dict[str, str]) -> bool:
    return by == matter.holder


def _may_approve(
    matter: Matter, by: str, data: dict[str, str], originators: dict[str, str]
) -> bool:
    """Whose words a supervisor rewrote may approve that."""
    draft = _draft(matter, data)
    is_rewrite = draft.author != by and _supervises(draft.author, matter.queue)
    return is_rewrite and originators[draft.mark] == by


def _may_undo(
    matter: Matter, by: str, data: dict[str, str], originators: dict[str, str]
) -> bool:
    draft = _draft(matter, data)
    return by in (matter.holder, draft.author, originators[draft.mark])


def _draft(matter: Matter, data: dict[str, str]) -> Draft:
    return next(each for each in reversed(matter.drafts.values()) if each.mark == data["mark"])


_SPECIAL: dict[str, Special] = {
    "case.assigned": _may_assign,
    "case.claimed": _may_claim,
    "draft.written": _may_write,
    "draft.voided": _may_write,
    "draft.approved": _may_approve,
    "draft.undone": _may_undo,
}


def _supervises(person: str, queue: str | None) -> bool:
    if person not in (*SUPERVISORS, LOOKER):
        return False
    queues = supervised(person)
    return queues is None or queue in queues
