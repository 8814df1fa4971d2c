"""Whom a case calls: each step becomes a page to each of its people, in chat and by mail; none is
taken once somebody looks after the case, and nobody is forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from world.mail_side import GATHERING_SECONDS, Page

from .evidence import Event, Evidence, MailSeen
from .moments import unix

LATE_SECONDS = 8.0
ROUNDING_SECONDS = 0.002
PAGE = re.compile(r"PAGE (?:#(?P<n>\d+)|(?P<total>\d+) cases: )")
LISTED = re.compile(r"#(\d+) P\d")
MORE = re.compile(r" and \d+ more")

ENDS_RUN = (
    "case.released", "case.reopened", "case.woken", "case.resolved", "case.noise", "case.merged",
    "case.snoozed", "reply.sent",
)
LETS_GO = ("case.released", "case.resolved", "case.noise", "case.merged")
TAKES = ("case.claimed", "case.assigned")
BEGINS_TO_WAIT = ("case.opened", "case.released", "case.woken", "case.reopened")
NEED_NOT_WAIT = ("mention.edited", "mention.deleted", "case.reprioritised", "case.joined")
"""What changes how urgent a case is: then nobody can tell from outside."""
ENDS_WAITING = (
    *TAKES, "oncall.paged", "case.resolved", "case.noise", "case.merged", "case.snoozed",
    "reply.sent",
)


def judge_calls(evidence: Evidence) -> Iterator[str]:
    """What the audit says of whom was paged for what, and the pages that the store keeps."""
    if (mail := evidence.mail) is None:
        return
    pages: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in mail.pages:
        for case in page.cases:
            pages[page.person, case].append(page)
    for event in _steps(evidence, mail):
        for person in _people(event):
            of_event = [one for one in pages[person, event["case"]] if _is_of(one, event)]
            for channel in ("direct", "email") if person in mail.addresses else ("direct",):
                count = sum(page.channel == channel for page in of_event)
                if count != 1:
                    yield f"{_name(event, person)} has {count} pages by {channel}"
    yield from _judge_reasons(evidence, mail)


def _judge_reasons(evidence: Evidence, mail: MailSeen) -> Iterator[str]:
    for page in mail.fresh():
        for case in page.cases:
            calls = [
                event
                for event in evidence.story(case)
                if event["type"] == "oncall.paged"
                and page.person in _people(event)
                and _is_of(page, event)
            ]
            if not calls:
                yield f"{page} was made by no step of a chain of #{case}"


def step_of(event: Event) -> Mapping[str, Any]:
    """The step that was taken, as `oncall.paged` has it."""
    data = event["data"]
    found: Mapping[str, Any] = data.get("_0", data)
    return found


def _steps(evidence: Evidence, mail: MailSeen) -> list[Event]:
    """Those whose pages are judged now."""
    return [
        event
        for event in evidence.ledger.events
        if event["type"] == "oncall.paged" and mail.is_judged(unix(event["at"]))
    ]


def _people(event: Event) -> list[str]:
    return list(step_of(event)["people"]) if event["case"] is not None else []


def _is_of(page: Page, event: Event) -> bool:
    return abs(page.created_at - unix(event["at"])) <= ROUNDING_SECONDS


def _name(event: Event, person: str) -> str:
    return f"step {step_of(event)['step']} for #{event['case']}, event {event['seq']}, to {person}"


def judge_calls_told(evidence: Evidence) -> Iterator[str]:
    """Whoever is called is told so in private, and nobody else is."""
    if (mail := evidence.mail) is None:
        return
    told: dict[str, set[int]] = defaultdict(set)
    counted: set[str] = set()
    for line in mail.told:
        cases = {int(number) for number in LISTED.findall(line.text)}
        told[line.reader] |= cases
        if MORE.search(line.text):
            counted.add(line.reader)
        for case in cases:
            if not _was_called(evidence, line.reader, case):
                yield f"{line.reader} was paged for #{case}, as no chain wants: {line.text!r}"
    if evidence.had_blind_trouble():
        return
    for event in _steps(evidence, mail):
        for person in _people(event):
            if event["case"] not in told[person] and person not in counted:
                yield f"{_name(event, person)} was never told to them"


def _was_called(evidence: Evidence, person: str, case: int) -> bool:
    return any(
        event["type"] == "oncall.paged" and person in _people(event)
        for event in evidence.story(case)
    )


@dataclass
class _Run:
    """How far a case has come in its chain, told again from its events."""

    state: str = "none"
    """`none`, `running`, `over` once somebody acknowledged or nobody did."""
    holder: str | None = None

    def take(self, event: Event) -> str | None:
        """What is wrong with that."""
        kind, data = event["type"], event["data"]
        wrong = None
        if kind == "oncall.paged":
            wrong = self._judge_step(step_of(event))
            self.state = "running"
        elif kind == "oncall.acknowledged":
            if self.state == "none":
                wrong = "was acknowledged, and paged nobody"
            self.state = "over"
        elif kind == "oncall.ended":
            if self.state != "running":
                wrong = "came to the end of a chain that did not run"
            self.state = "over"
        elif kind in ENDS_RUN or (kind == "case.joined" and self.state == "over"):
            self.state = "none"
        if kind in TAKES:
            self.holder = data.get("holder") or data.get("to")
        elif kind in LETS_GO:
            self.holder = None
        return wrong

    def _judge_step(self, step: Mapping[str, Any]) -> str | None:
        if step["isEscalation"]:
            return None
        if step["isFirst"]:
            if self.holder is not None:
                return f"pages {step['people']}, and is {self.holder}'s"
            return "pages anew, and somebody looks after it" if self.state != "none" else None
        if self.state != "running":
            return f"pages {step['people']} by step {step['step']}, although that was over"
        return None


def judge_steps(evidence: Evidence) -> Iterator[str]:
    """After an acknowledgement or a claim nobody else is called, unless somebody asks for it."""
    if evidence.mail is None:
        return
    first = evidence.events[0]["seq"] if evidence.events else 0
    for number in _called(evidence.events):
        run = _Run()
        for event in evidence.story(number):
            wrong = run.take(event)
            if wrong and event["seq"] >= first:
                yield f"#{number} {wrong} (event {event['seq']})"


def _called(events: Sequence[Event]) -> list[int]:
    kinds = ("oncall.paged", "oncall.acknowledged", "oncall.ended")
    return sorted({event["case"] for event in events if event["type"] in kinds} - {None})


def judge_unattended(evidence: Evidence) -> Iterator[str]:
    """An urgent case that nobody takes pages in time, counted from when all was whole again."""
    if (mail := evidence.mail) is None:
        return
    whole = max((each.ended or 0.0 for each in evidence.chronicle.troubles), default=None)
    whole_at = 0.0 if whole is None else whole + evidence.wall_offset
    for number, story in evidence.ledger.of_case.items():
        for since, until in _waits(story):
            end = evidence.judged_at if until is None else until
            if end < mail.since:
                continue
            late = end - max(since, whole_at) - GATHERING_SECONDS
            if late > LATE_SECONDS:
                what = "pages nobody" if until is None else "paged nobody, or late"
                yield f"#{number} {what}, {late:.0f} s after the time of its chain"


def _waits(story: Sequence[Event]) -> Iterator[tuple[float, float | None]]:
    """From when on an urgent case was nobody's, until somebody was called or took it."""
    since: float | None = None
    is_urgent = False
    for event in story:
        kind = event["type"]
        if kind == "case.opened":
            is_urgent = event["data"]["priority"] == "P1"
        if kind in NEED_NOT_WAIT:
            is_urgent, since = False, None
        if kind in ENDS_WAITING and since is not None:
            yield since, unix(event["at"])
            since = None
        if kind in BEGINS_TO_WAIT and is_urgent:
            since = unix(event["at"])
    if since is not None:
        yield since, None
