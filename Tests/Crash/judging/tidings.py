"""What was told agrees with what happened: nothing is promised that is not in the store, nothing
that happened is kept from those who work there (invariants 2, 5 and 7)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from load.answers import is_answer_lost
from parts.transcript import PRIVATE
from wording import MARK

from .evidence import Event, Evidence, Line
from .moments import unix
from .posts import Posts, PostsOfCases, is_recall

Key = tuple[str, int | None, str]
"""What happened, to which case, and to which draft or by whom."""

REST = "the card of what is left"
RECALLED = "what follows was called back"
_PLACE = r"(?: \(\d+ of \d+\))?"
"""Of a post whose thread was begun before."""
_MARKED = {
    "draft.written": rf"(?:\w+: )?#(?P<n>\d+) draft \d+ (?P<x>{MARK}), ",
    "draft.approved": rf"#(?P<n>\d+) (?P<x>{MARK}) approved by \w+\.",
    "draft.rejected": rf"#(?P<n>\d+) (?P<x>{MARK}) sent back to \w+ by \w+:",
    "draft.undone": rf"#(?P<n>\d+) (?P<x>{MARK}){_PLACE} called back by \w+,",
    "draft.voided": rf"#(?P<n>\d+) (?P<x>{MARK}) withdrawn by \w+\.",
    "draft.held": rf"#(?P<n>\d+) (?P<x>{MARK}){_PLACE} of \w+ is held, (?!\w+ called back)",
    RECALLED: rf"#(?P<n>\d+) (?P<x>{MARK}){_PLACE} (?:of \w+ is held, \w+ called|is leaving already)",
    "reply.failed": rf"#(?P<n>\d+) (?P<x>{MARK}){_PLACE} of \w+ was not delivered",
    "reply.unknown": rf"#(?P<n>\d+) (?P<x>{MARK}){_PLACE} of \w+ may or may not",
    REST: rf"#(?P<n>\d+) (?P<x>{MARK}) \(\d+ of \d+\) by \w+ · ",
    "reply.settled": rf"#(?P<n>\d+) (?P<x>{MARK}) (?:counts as sent|goes out again)",
}
_BY_PERSON = {
    "case.released": r"#(?P<n>\d+) is free again, (?P<x>\w+) let go",
    "case.snoozed": r"#(?P<n>\d+) put away by (?P<x>\w+) until",
    "case.resolved": r"#(?P<n>\d+) resolved by (?P<x>\w+)[.:]",
    "case.escalated": r"#(?P<n>\d+) P\d escalated (?:to .* )?by (?P<x>\w+)\b",
    "oncall.acknowledged": r"#(?P<n>\d+) acknowledged by (?P<x>\w+), ",
    "desk.held": r"The brake is on for care since .*, by (?P<x>\w+): .*Nothing goes out",
    "desk.unheld": r"The brake is off for care, by (?P<x>\w+)\.",
}
_TO_ASKER = {
    "case.claimed": r"(?:(?P<x>\w+): )?#(?P<n>\d+) is yours\b(?! already)",
    "case.noted": r"(?:(?P<x>\w+): )?#(?P<n>\d+) noted\.",
}
_PLAIN = {
    "reply.sent": r"#(?P<n>\d+) sent to @\S+(?: at [^(]*\((?P<x>\d+ of \d+)\))?",
    "case.opened": r"#(?P<n>\d+) P1 care · (?!.*wrote again)",
}

_LINES = {
    kind: re.compile(pattern)
    for kind, pattern in (_MARKED | _BY_PERSON | _TO_ASKER | _PLAIN).items()
}

_RINGS = re.compile(r"(?:\S+ late: )?P1 #")
_RUNG = re.compile(r"(?:P1|·) #(?P<n>\d+) ")
"""Many that ring at once share a line that names each."""

SEVERAL_PLACES = {"draft.held", RECALLED, "reply.failed", "reply.unknown", "draft.rejected"}
"""Told in rooms and to those concerned alone, so that a private line is one of several."""


def judge_tidings(evidence: Evidence) -> Iterator[str]:
    posts = PostsOfCases(evidence)
    happened = Counter(key for event in evidence.events for key in event_keys(event, posts))
    told: dict[Key, list[Line]] = defaultdict(list)
    for line in evidence.lines:
        for key in line_keys(line):
            told[key].append(line)
    yield from _judge_promises(evidence, told, happened, posts)
    yield from _judge_silence(evidence, told, happened)


def event_keys(event: Event, posts: PostsOfCases) -> Iterator[Key]:
    if event["case"] is None:
        found = event_key(event, Posts())
    else:
        of_case = posts[event["case"]]
        found = event_key(event, of_case)
        if _stops_rest(event, of_case):
            data = event["data"]
            yield REST, event["case"], data["mark"] if "mark" in data else data["draft"]["mark"]
    if found:
        yield found


def _stops_rest(event: Event, posts: Posts) -> bool:
    """What is left of a thread has a card of its own, once somebody has to look at it."""
    if event["type"] == "draft.written":
        post = posts[event["data"]["draft"]["mark"]]
        went_on = bool(post.approvals) and post.went_on(post.approvals[0])
        return post.after is not None and not went_on
    stopped = posts.get(event["data"].get("mark", ""))
    if stopped is None or not stopped.goes_on or stopped.stopped is None:
        return False
    return bool(stopped.stopped["seq"] == event["seq"])


def event_key(event: Event, posts: Posts) -> Key | None:
    """Nothing for what is told in other words, or not at all."""
    kind, data = event["type"], event["data"]
    if kind not in _LINES:
        return None
    if is_recall(event):
        return RECALLED, event["case"], data["mark"]
    if kind == "draft.written":
        mark = data["draft"]["mark"]
        return None if posts[mark].goes_on else (kind, event["case"], mark)
    if kind == "draft.approved" and posts[data["mark"]].went_on(event):
        return None
    if kind == "reply.sent":
        return _sent_key(event, posts)
    if kind == "draft.voided" and data["because"] != "dropped":
        return None
    if kind == "case.opened" and data["priority"] != "P1":
        return None
    if kind == "oncall.acknowledged" and data["how"] != "said":
        return None
    if kind in _MARKED:
        return kind, event["case"], data["mark"]
    if kind in _PLAIN:
        return kind, event["case"], ""
    return kind, event["case"], event["by"]


def _sent_key(event: Event, posts: Posts) -> Key | None:
    post = posts.get(event["data"]["mark"])
    if post is None or post.place is None or not post.is_numbered:
        return "reply.sent", event["case"], ""
    if not post.is_sending_told(unix(event["at"])):
        return None
    number, of = post.place
    return "reply.sent", event["case"], f"{number} of {of}"


def line_keys(line: Line) -> list[Key]:
    if _RINGS.match(line.text):
        return [("case.opened", int(found["n"]), "") for found in _RUNG.finditer(line.text)]
    key = line_key(line)
    return [key] if key else []


def line_key(line: Line) -> Key | None:
    for kind, pattern in _LINES.items():
        if found := pattern.match(line.text):
            named = found.groupdict()
            case = int(named["n"]) if "n" in named else None
            return kind, case, named.get("x") or (line.reader if kind in _TO_ASKER else "")
    return None


def _judge_promises(
    evidence: Evidence,
    told: dict[Key, list[Line]],
    happened: Counter[Key],
    posts: PostsOfCases,
) -> Iterator[str]:
    for key, lines in told.items():
        if not happened[key]:
            if not any(key in event_keys(event, posts) for event in evidence.ledger.events):
                yield f"told and not in the store: {lines[0].text!r} to {lines[0].reader}"
            continue
        copies = Counter((line.reader, line.place) for line in lines if not line.is_again)
        for (reader, place), count in copies.items():
            allowed = happened[key] * (2 if place == PRIVATE else 1)
            if count > allowed:
                yield (
                    f"told {count} times to {reader} in {place} as if it were new,"
                    f" happened {happened[key]} times: {lines[0].text!r}"
                )


def _judge_silence(
    evidence: Evidence, told: dict[Key, list[Line]], happened: Counter[Key]
) -> Iterator[str]:
    if evidence.had_blind_trouble():
        return
    doubts = " ".join(line.text for line in evidence.lines if is_answer_lost(line.text))
    for key in happened:
        kind, case, name = key
        if key in told:
            continue
        if doubts and (case is None or f"#{case}" in doubts or " more " in doubts):
            continue
        yield f"nobody was told of {kind} {name} of #{case}"
