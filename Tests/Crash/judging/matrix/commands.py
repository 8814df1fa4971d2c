"""What the homeserver took is heard, once: each command has one effect, or an answer that refuses
it, and no answer twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from load.answers import Question, Verb, Verdict, is_answer_lost
from load.chronicle import Saying

from ..evidence import Event, Evidence
from ..moments import unix
from ..speakers import VERBS

ASIDE = ("draft.voided",)
"""What comes along with something else that was asked for."""


def judge_commands(evidence: Evidence) -> Iterator[str]:
    if not evidence.rooms:
        return
    for saying in evidence.chronicle.sayings:
        if not saying.is_there or saying.event is None:
            continue
        heard = evidence.heard.get(saying.event)
        if heard is None:
            # Some answers change nothing, and are not written down.
            if saying.answer is None and not saying.may_be_silent:
                yield f"{_name(saying)} was taken by the homeserver and never heard"
            continue
        yield from _judge_effects(saying, _effects(evidence, saying, heard))


def _effects(evidence: Evidence, saying: Saying, heard: int) -> list[Event]:
    """What was decided by that person for that case, of that kind, in that very moment."""
    return [
        event
        for event in evidence.events
        if saying.verb in VERBS.get(event["type"], ())
        and event["by"] == saying.person
        and event["case"] == saying.case
        and round(unix(event["at"]) * 1000) == heard
        and (event["type"] not in ASIDE or saying.verb is Verb.DROP)
    ]


def _judge_effects(saying: Saying, effects: list[Event]) -> Iterator[str]:
    verdict = saying.answer.verdict if saying.answer else None
    if len(effects) > 1:
        yield f"{_name(saying)} had {len(effects)} effects: {_types(effects)}"
    elif verdict is Verdict.DONE and not effects:
        yield f"{_name(saying)} was answered as done, and had no effect"
    elif verdict is Verdict.REFUSED and effects:
        yield f"{_name(saying)} was refused, and had an effect: {_types(effects)}"


def judge_answers(evidence: Evidence) -> Iterator[str]:
    """As many answers to a person about a case as that person asked, in each room; what is told
    to everybody is counted among the tidings."""
    asked: dict[tuple[str, int], list[Verb]] = defaultdict(list)
    for saying in evidence.chronicle.sayings:
        if saying.is_there and saying.case is not None:
            asked[saying.person, saying.case].append(saying.verb)
    for room in evidence.rooms:
        texts = [str(message.original["body"]) for message in room.said()]
        for (person, case), verbs in asked.items():
            answers = [text for text in texts if _is_answer(text, person, case, set(verbs))]
            if len(answers) > len(verbs):
                yield (
                    f"{person} asked {len(verbs)} times about #{case} on Matrix, and was answered"
                    f" {len(answers)} times in {room.name}: {[text[:80] for text in answers]}"
                )


def _is_answer(text: str, person: str, case: int, verbs: set[Verb]) -> bool:
    """To that person alone, about that case before any other."""
    first = re.search(r"#(\d+)", text)
    if not text.startswith(f"{person}: ") or first is None or int(first[1]) != case:
        return False
    return any(Question(verb, person, case).read(text, False) for verb in verbs)


def judge_perseverance(evidence: Evidence) -> Iterator[str]:
    """Under its transaction id each message can be tried until it is there: nothing is given up."""
    for room in evidence.rooms:
        for message in room.said():
            text = str(message.original["body"])
            if is_answer_lost(text):
                yield f"given up in {room.name} on Matrix: {text!r}"


def _name(saying: Saying) -> str:
    return f"{saying.person}'s {saying.text!r} {saying.way} ({saying.event})"


def _types(events: list[Event]) -> str:
    return ", ".join(f"{event['type']} {event['seq']}" for event in events)
