"""Nothing happens that nobody asked for, and nothing more often than it was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from load.answers import Answer, Verb, Verdict
from load.chronicle import Saying

from .evidence import Event, Evidence
from .posts import Post, PostsOfCases

VERBS: dict[str, tuple[Verb, ...]] = {
    "case.claimed": (Verb.CLAIM, Verb.TAKE, Verb.REOPEN),
    "case.assigned": (Verb.CLAIM, Verb.TAKE, Verb.ASSIGN),
    "case.offered": (Verb.HANDOVER,),
    "case.released": (Verb.RELEASE,),
    "case.noted": (Verb.NOTE,),
    "case.tagged": (Verb.TAG,),
    "case.linked": (Verb.LINK,),
    "case.noise": (Verb.NOISE,),
    "case.merged": (Verb.MERGE,),
    "case.escalated": (Verb.ESCALATE,),
    "oncall.acknowledged": (Verb.ACK,),
    "case.snoozed": (Verb.SNOOZE,),
    "case.resolved": (Verb.RESOLVE,),
    "case.reopened": (Verb.REOPEN,),
    "draft.written": (Verb.REPLY, Verb.DM, Verb.DONE, Verb.SPLIT, Verb.EDIT, Verb.REWRITE),
    "draft.approved": (Verb.APPROVE,),
    "draft.rejected": (Verb.REJECT,),
    "draft.undone": (Verb.UNDO,),
    "draft.voided": (Verb.EDIT, Verb.REWRITE, Verb.SPLIT, Verb.DROP),
    "reply.settled": (Verb.SETTLE,),
    "desk.held": (Verb.HOLD,),
    "desk.unheld": (Verb.UNHOLD,),
    "person.away": (Verb.AWAY,),
    "person.back": (Verb.BACK,),
}
BY_ITSELF = ("case.assigned", "case.released", "case.reopened", "case.noise", "case.tagged")
"""What the desk also does without being asked: then nobody did it."""

Ask = tuple[str | None, tuple[Verb, ...], int | None]


def judge_speakers(evidence: Evidence) -> Iterator[str]:
    posts = PostsOfCases(evidence)
    done = Counter(_ask(event) for event in evidence.events if _was_asked_for(posts, event))
    for (person, verbs, case), count in done.items():
        said = [
            saying
            for saying in evidence.chronicle.sayings
            if saying.person == person
            and saying.verb in verbs
            and (saying.case == case or _may_mean_any(saying))
        ]
        words = "/".join(verb.value for verb in verbs)
        lost = sum(each.answer is not None and _is_lost(each.answer) for each in said)
        if count > len(said) - lost:
            yield (
                f"{words} of #{case} by {person} happened {count} times, said {len(said)} times"
                f" and {lost} times answered as not recorded"
            )
        elif all(each.answer and each.answer.verdict is Verdict.REFUSED for each in said):
            yield f"{words} of #{case} was refused to {person} each time, and happened"
    yield from _judge_texts(evidence)


def _was_asked_for(posts: PostsOfCases, event: Event) -> bool:
    by_itself = event["by"] is None and event["type"] in BY_ITSELF
    if event["type"] == "oncall.acknowledged" and event["data"]["how"] != "said":
        return False  # Whoever takes a case stops its pages.
    return event["type"] in VERBS and not by_itself and not _goes_on(posts, event)


def _goes_on(posts: PostsOfCases, event: Event) -> bool:
    """The next post of a thread, which was asked for with the first."""
    if event["type"] == "draft.written":
        return Post(event).goes_on
    if event["type"] != "draft.approved":
        return False
    post = posts[event["case"]].get(event["data"]["mark"])
    return post is not None and post.went_on(event)


def _may_mean_any(saying: Saying) -> bool:
    """`claim next` that nobody answered, or a `handover` of all one's cases."""
    if saying.case is not None:
        return False
    return saying.verb is Verb.HANDOVER or (saying.verb is Verb.CLAIM and saying.answer is None)


def _is_lost(answer: Answer) -> bool:
    return answer.verdict is Verdict.NOT_RECORDED


def _ask(event: Event) -> Ask:
    return event["by"], VERBS[event["type"]], event["case"]


def _judge_texts(evidence: Evidence) -> Iterator[str]:
    """What was written down is what its author said."""
    said = Counter(
        (saying.person, saying.case, _words(saying.text)) for saying in evidence.chronicle.sayings
    )
    written: Counter[tuple[str, int, str]] = Counter()
    for event in evidence.events:
        match event["type"]:
            case "draft.written" if _was_shown_canned(evidence, event):
                pass
            case "draft.written" if not Post(event).goes_on:
                written[event["by"], event["case"], Post(event).whole] += 1
            case "case.noted":
                written[event["by"], event["case"], event["data"]["text"]] += 1
    for key, count in written.items():
        if count > said[key]:
            person, case, words = key
            yield f"{person} said {words!r} of #{case} {said[key]} times, it is there {count} times"


def _was_shown_canned(evidence: Evidence, event: Event) -> bool:
    """A canned text is filled by the desk, and its author has seen it before it was a draft."""
    draft = event["data"]["draft"]
    return "canned" in draft and any(
        line.reader == event["by"] and " canned " in line.text and draft["text"] in line.text
        for line in evidence.lines
    )


def _words(text: str) -> str:
    """`!reply 42 Hello.` → `Hello.`"""
    return text.split(" ", 2)[2] if text.count(" ") > 1 else ""
