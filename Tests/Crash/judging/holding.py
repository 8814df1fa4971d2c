"""Invariant 2: one holder, and every loser is told who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from load.answers import Verb

from .evidence import Evidence

HELD = re.compile(r"(?:\w+: )?#\d+ is (?P<holder>\w+)'s since ")


def judge_holding(evidence: Evidence) -> Iterator[str]:
    for number, case in evidence.cases.items():
        holder: str | None = None
        for event in evidence.story(number):
            match event["type"]:
                case "case.claimed":
                    if holder is not None:
                        yield f"#{number} was {holder}'s and {event['by']} claimed it as well"
                    holder = event["data"]["holder"]
                case "case.assigned":
                    holder = event["data"]["to"]
                case "case.released" | "case.resolved" | "case.noise" | "case.merged":
                    holder = None
        if case["phase"] not in ("resolved", "noise") and case["holder"] != holder:
            yield f"#{number} is {case['holder']}'s, by its events {holder}'s"
    yield from _judge_losers(evidence)


def _judge_losers(evidence: Evidence) -> Iterator[str]:
    for saying in evidence.chronicle.sayings:
        if saying.verb is not Verb.CLAIM or saying.answer is None or saying.case is None:
            continue
        found = HELD.match(saying.answer.text)
        if found is None:
            continue
        holders = {
            event["data"].get("holder") or event["data"].get("to")
            for event in evidence.story(saying.case)
            if event["type"] in ("case.claimed", "case.assigned")
        }
        if found["holder"] not in holders:
            yield f"{saying.person} was told {saying.answer.text!r}, the holders were {holders}"
