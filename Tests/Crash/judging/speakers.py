"""Nothing happens that nobody asked for, and nothing more often than it was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from load.answers import Answer, Verb, Verdict

from .evidence import Event, Evidence

VERBS: dict[str, tuple[Verb, ...]] = {
    "case.claimed": (Verb.CLAIM,),
    "case.released": (Verb.RELEASE,),
    "case.noted": (Verb.NOTE,),
    "case.snoozed": (Verb.SNOOZE,),
    "case.resolved": (Verb.RESOLVE,),
    "draft.written": (Verb.REPLY, Verb.EDIT, Verb.REWRITE),
    "draft.approved": (Verb.APPROVE,),
    "draft.rejected": (Verb.REJECT,),
    "draft.undone": (Verb.UNDO,),
    "draft.voided": (Verb.EDIT, Verb.REWRITE, Verb.DROP),
    "reply.settled": (Verb.SETTLE,),
    "desk.held": (Verb.HOLD,),
    "desk.unheld": (Verb.UNHOLD,),
}

Ask = tuple[str | None, tuple[Verb, ...], int | None]


def judge_speakers(evidence: Evidence) -> Iterator[str]:
    done = Counter(_ask(event) for event in evidence.events if event["type"] in VERBS)
    for (person, verbs, case), count in done.items():
        said = [
            saying
            for saying in evidence.chronicle.sayings
            if (saying.person, saying.case) == (person, case) and saying.verb in verbs
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
            case "draft.written":
                written[event["by"], event["case"], event["data"]["draft"]["text"]] += 1
            case "case.noted":
                written[event["by"], event["case"], event["data"]["text"]] += 1
    for key, count in written.items():
        if count > said[key]:
            person, case, words = key
            yield f"{person} said {words!r} of #{case} {said[key]} times, it is there {count} times"


def _words(text: str) -> str:
    """`!reply 42 Hello.` → `Hello.`"""
    return text.split(" ", 2)[2] if text.count(" ") > 1 else ""
