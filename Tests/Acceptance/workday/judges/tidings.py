"""What people were told is in the audit, and what is in the audit was told (invariants 2 and 7).

Each `Tale` is one kind of news: the events it comes from, and the line that tells it. When the
bot's words change, this table follows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Event, Evidence, Line
from judging.moments import unix
from judging.posts import PostsOfCases, is_recall
from load.answers import is_answer_lost
from parts.transcript import PRIVATE
from wording import MARK

Key = tuple[str, int | None, str]
"""Which tale, of which case, of which draft or person."""
Named = Callable[[Event], str | None]


@dataclass(frozen=True)
class Tale:
    """`of` says what names it beside the case, nothing if the event is not told that way."""

    name: str
    types: tuple[str, ...]
    of: Named
    pattern: re.Pattern[str]
    is_once: bool = False
    """A second line of it in one place would be a second event."""
    is_always: bool = True
    """Somebody has to be told."""


def _mark(event: Event) -> str | None:
    draft = event["data"].get("draft")
    return draft["mark"] if draft else event["data"]["mark"]


def _by(event: Event) -> str | None:
    return event["by"]


def _to(event: Event) -> str | None:
    return event["data"].get("holder") or event["data"].get("to")


def _always(event: Event) -> str | None:
    return ""


def _tag(event: Event) -> str | None:
    return event["data"]["tag"] if event["by"] is not None else None


def _reference(event: Event) -> str | None:
    return event["data"]["reference"]


def _dropped(event: Event) -> str | None:
    return _mark(event) if event["data"]["because"] == "dropped" else None


def _stopped(event: Event) -> str | None:
    return None if is_recall(event) else _mark(event)


def _recalled(event: Event) -> str | None:
    return _mark(event) if is_recall(event) else None


def _thanks(event: Event) -> str | None:
    return "" if event["data"]["thanks"] else None


def _place(event: Event) -> str | None:
    """Of a post of a thread."""
    return event["data"].get("place") or ""


def _settled(event: Event) -> str | None:
    return _mark(event)


def _tale(
    name: str, types: str, of: Named, pattern: str, is_once: bool = False, is_always: bool = True
) -> Tale:
    filled = pattern.replace("{n}", r"#(?P<n>\d+)").replace("{mark}", rf"(?P<x>{MARK})")
    filled = filled.replace("{place}", r"(?: \(\d+ of \d+\))?")
    return Tale(name, tuple(types.split()), of, re.compile(filled), is_once, is_always)


_MARKED = (
    ("draft.written", _mark, r"{n} {mark}{place} by \w+ · "),
    ("draft.approved", _mark, r"{n} {mark} approved by \w+\."),
    ("draft.rejected", _mark, r"{n} {mark} sent back to \w+ by \w+:"),
    ("draft.undone", _mark, r"{n} {mark}{place} called back by \w+,"),
    ("draft.voided", _dropped, r"{n} {mark} withdrawn by \w+\."),
    ("draft.held", _stopped, r"{n} {mark}{place} of \w+ is held, (?!\w+ called back)"),
    ("reply.failed", _mark, r"{n} {mark}{place} of \w+ was not delivered"),
    ("reply.unknown", _mark, r"{n} {mark}{place} of \w+ may or may not"),
    ("reply.settled", _settled, r"{n} {mark} (?:counts as sent|goes out again)"),
)
_BY_PERSON = (
    ("case.offered", r"{n}: (?P<x>\w+) offers it to \w+"),
    ("case.snoozed", r"{n} put away by (?P<x>\w+) until"),
    ("case.resolved", r"{n} resolved by (?P<x>\w+)[.:]"),
    ("case.reopened", r"{n} open again by (?P<x>\w+), who has it"),
    ("case.noise", r"{n} is noise, says (?P<x>\w+):"),
    ("case.merged", r"{n} is part of #\d+ now, merged by (?P<x>\w+)\."),
    ("case.escalated", r"{n} P\d escalated .*?by (?P<x>\w+):"),
    ("desk.held", r"The brake is on for \w+ since .*?, by (?P<x>\w+):"),
    ("desk.unheld", r"The brake is off for \w+, by (?P<x>\w+)\."),
)
TALES: tuple[Tale, ...] = (
    *(_tale(type, type, of, pattern) for type, of, pattern in _MARKED),
    *(_tale(type, type, _by, pattern, is_once=True) for type, pattern in _BY_PERSON),
    # What is there already is answered alike, and is no event.
    _tale("tagged", "case.tagged", _tag, r"{n} tagged \"(?P<x>\w+)\" by \w+\.$"),
    _tale("linked", "case.linked", _reference, r"{n} goes on at \"(?P<x>[\w-]+)\", says \w+\.$"),
    _tale("noted", "case.noted", _by, r"(?:(?P<x>\w+): )?{n} noted\."),
    _tale(
        "sent", "reply.sent", _place, r"{n} sent to @[^(]*\(?(?P<x>\d+ of \d+|)", is_once=True
    ),
    _tale(
        "let go", "case.released", _by, r"{n} is free again, (?P<x>\w+) let go", is_once=True
    ),
    _tale(
        "recalled",
        "draft.held",
        _recalled,
        r"{n} {mark}{place} (?:of \w+ is held, \w+ called back|is leaving already)",
    ),
    # What the desk does by itself is told in several ways, of many cases at once, or of none.
    _tale("woken", "case.woken", _always, r"(?:\w+: )?{n} is back from its(?P<x>)", False, False),
    _tale("thanked", "case.joined", _thanks, r"{n} @\S+ says thanks: (?P<x>)", False, False),
    _tale("wrote", "case.joined", _always, r"{n} P\d .*? wrote again (?P<x>)", False, False),
    _tale("changed", "mention.edited", _always, r"{n} @\S+ changed (?P<x>)", False, False),
    _tale("deleted", "mention.deleted", _always, r"{n} @\S+ deleted (?P<x>)", False, False),
)

_HAS = [
    re.compile(pattern)
    for pattern in (
        r"(?:(?P<x>\w+): )?#(?P<n>\d+) is yours\b(?! already)",
        r"(?P<x>\w+): #(?P<n>\d+) P\d is yours\b",
        r"#(?P<n>\d+) is (?P<x>\w+)'s now\b",
        r"#(?P<n>\d+) open again by (?P<x>\w+), who has it",
        r"#(?P<n>\d+) P\d .* wrote again .*· (?P<x>\w+)'s$",
    )
]
_RING = re.compile(r"#(?P<n>\d+) P1 \w+ · (?!\S+ wrote again)")
_RINGS = re.compile(r"(?:\S+ late: )?P1 #")
_RUNG = re.compile(r"(?:P1|·) #(?P<n>\d+) ")
_FREED = re.compile(r"\w+ has been gone for ")
REMINDER = re.compile(
    r"#\d+ P\d: (?:first|next) reply to \S+ (?P<single>overdue|due) "
    r"|\d+ replies (?P<many>overdue|due soon): "
)
_NAMED = re.compile(r"#(\d+)")
_MORE = re.compile(r" · and \d+ more\b")
"""Cases that a line counts and does not name."""


def judge_tidings(evidence: Evidence) -> Iterator[str]:
    told: dict[Key, list[Line]] = defaultdict(list)
    for line in evidence.lines:
        for key in _line_keys(line):
            told[key].append(line)
    events = list(_as_told(evidence))
    happened = Counter(key for event in events for key in _event_keys(event))
    must = {
        key
        for event in events
        for key in _event_keys(event, only_told=True)
        if not _is_quiet(evidence, event)
    }
    yield from _judge_promises(told, happened)
    unnamed = {
        key[0]
        for key, lines in told.items()
        if key[0].startswith("service_level.") and any(_MORE.search(line.text) for line in lines)
    }
    must = {key for key in must if key[0] not in unnamed}
    doubts = " ".join(line.text for line in evidence.lines if is_answer_lost(line.text))
    for key in sorted(must - told.keys(), key=str):
        if not (doubts and (key[1] is None or f"#{key[1]}" in doubts or " more " in doubts)):
            yield f"nobody was told of {key[0]} {key[2]} of #{key[1]}"


def _as_told(evidence: Evidence) -> Iterator[Event]:
    """Of what goes on by itself little is told, and all of what is left when it stops."""
    posts = PostsOfCases(evidence)
    for event in evidence.events:
        kind, data = event["type"], event["data"]
        mark = data["draft"]["mark"] if kind == "draft.written" else data.get("mark")
        post = posts[event["case"]].get(mark) if mark else None
        if post is None or post.place is None:
            yield event
            continue
        number, of = post.place
        if kind == "reply.sent":
            if not post.is_numbered:
                yield event
            elif post.is_sending_told(unix(event["at"])):
                yield {**event, "data": data | {"place": f"{number} of {of}"}}
        elif kind == "draft.written" and post.goes_on:
            went_on = bool(post.approvals) and post.went_on(post.approvals[0])
            if post.stopped is not None or not went_on:
                yield event
        elif kind != "draft.approved" or not post.went_on(event):
            yield event


def _judge_promises(told: dict[Key, list[Line]], happened: Counter[Key]) -> Iterator[str]:
    once = {tale.name for tale in TALES if tale.is_once}
    for key, lines in told.items():
        if not happened[key]:
            yield f"told and not in the audit: {lines[0].text!r} to {lines[0].reader}"
            continue
        copies = Counter((line.reader, line.place) for line in lines if not line.is_again)
        for (reader, place), count in copies.items():
            allowed = happened[key] * (2 if place == PRIVATE else 1)
            if key[0] in once and count > allowed:
                yield (
                    f"told {count} times to {reader} in {place}, happened {happened[key]} times:"
                    f" {lines[0].text!r}"
                )


def _event_keys(event: Event, only_told: bool = False) -> Iterator[Key]:
    kind, case = event["type"], event["case"]
    for tale in TALES:
        if kind in tale.types and (tale.is_always or not only_told):
            name = tale.of(event)
            if name is not None:
                yield tale.name, case, name
    if kind in ("case.claimed", "case.assigned"):
        yield "has", case, _to(event) or ""
    is_urgent = event["data"].get("priority") == "P1"
    if kind == "case.opened" and is_urgent:
        yield "rung", case, ""
    if not only_told:
        if kind == "case.reprioritised" and is_urgent:
            yield "rung", case, ""
        if kind in ("case.joined", "case.reopened", "mention.edited", "case.absorbed"):
            yield "rung", case, ""
    if kind == "case.released" and event["by"] is None:
        yield "freed", case, ""
    if kind.startswith("service_level.") and not kind.endswith("due"):
        yield kind, case, ""


def _is_quiet(evidence: Evidence, event: Event) -> bool:
    """Filed by a rule of noise before anybody could be told."""
    story = evidence.story(event["case"]) if event["case"] is not None else []
    return event["type"] == "case.opened" and any(
        other["type"] == "case.noise" and other["by"] is None for other in story
    )


def _line_keys(line: Line) -> Iterator[Key]:
    for tale in TALES:
        if found := tale.pattern.match(line.text):
            named = found.groupdict()
            case = int(named["n"]) if "n" in named else None
            yield tale.name, case, line.reader if named["x"] is None else named["x"]
    for pattern in _HAS:
        if found := pattern.match(line.text):
            yield "has", int(found["n"]), found["x"] or line.reader
    if found := _RING.match(line.text):
        yield "rung", int(found["n"]), ""
    if _RINGS.match(line.text):
        for found in _RUNG.finditer(line.text):
            yield "rung", int(found["n"]), ""
    if _FREED.match(line.text):
        for number in _NAMED.findall(line.text):
            yield "freed", int(number), ""
    if reminder := REMINDER.match(line.text):
        is_breach = "overdue" in (reminder["single"], reminder["many"])
        kind = f"service_level.{'breached' if is_breach else 'warned'}"
        for number in _NAMED.findall(line.text):
            yield kind, int(number), ""
