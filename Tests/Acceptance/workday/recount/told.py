"""What the chat said of figures, read line by line; what nobody taught it is a loud failure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .figures import Figures

HEAD = re.compile(
    r"(?P<whose>[^,]+), (?P<period>today|seven days) since (?P<since>[^(]+) \([^)]+ ago\):"
    r"(?: nothing happened, (?P<open>(?:waiting|held) now \d+)\.)?$"
)
LAPSE = r"(?:\d+[dhms])(?: \d+[hms])?"
SHARE = r"\d+% \(\d+ of \d+\)"
PERSON = re.compile(r"(?P<name>\w+) · (?P<facts>assigned \d+ · .*)")


class UnknownLine(AssertionError):
    """The desk tells a figure that nobody counts again."""


@dataclass
class Report:
    """One answer of `stats`."""

    whose: str
    period: str
    since: str
    open: str = ""
    figures: Figures = field(default_factory=dict)
    people: dict[str, Figures] = field(default_factory=dict)


def read(lines: Sequence[str]) -> Report:
    """All lines of one answer."""
    head = HEAD.match(lines[0]) if lines else None
    if head is None:
        raise UnknownLine(f"no head of figures: {lines[:1]}")
    report = Report(head["whose"], head["period"], head["since"], head["open"] or "")
    for line in lines[1:]:
        if found := PERSON.fullmatch(line):
            if found["name"] in report.people:
                raise UnknownLine(f"a second line of {found['name']}: {line!r}")
            report.people[found["name"]] = _facts(found["facts"], _OF_PERSON, line)
        else:
            _read_line(report, line)
    return report


def _read_line(report: Report, line: str) -> None:
    for kind in ("first response", "next response"):
        if line.startswith(f"{kind}: "):
            found = _facts(line.removeprefix(f"{kind}: "), _OF_RESPONSE, line)
            if "percent" in found:
                found["service level"] = f"{found.pop('percent')} ({found.pop('parts')})"
            return _put(report, {_renamed(kind, key): found[key] for key in found}, line)
    found = _facts(line, _OF_DESK, line)
    report.open = found.pop("open", report.open)
    _put(report, found, line)


def _renamed(kind: str, key: str) -> str:
    return key if key in ("service level", "not due yet") else f"{kind} {key}"


def _put(report: Report, found: Figures, line: str) -> None:
    if twice := report.figures.keys() & found.keys():
        raise UnknownLine(f"{twice} are told twice: {line!r}")
    report.figures |= found


def _facts(text: str, shapes: Sequence[re.Pattern[str]], line: str) -> Figures:
    """Facts parted by ` · `, each of one of the shapes: its groups are the figures."""
    found: Figures = {}
    for fact in text.split(" · "):
        shape = next((match for each in shapes if (match := each.fullmatch(fact))), None)
        if shape is None:
            raise UnknownLine(f"nobody counts {fact!r} again: {line!r}")
        found |= {
            key.replace("_", " ").replace("ninety", "90%"): value
            for key, value in shape.groupdict().items()
            if value is not None
        }
    return found


def _shapes(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]


_OF_DESK = _shapes(
    r"offered (?P<offered>\d+)(?: \(noise (?P<noise>\d+)\))?",
    r"assigned (?P<assigned>\d+)",
    r"handled (?P<handled>\d+)",
    r"answered (?P<answered>\d+)",
    r"replies sent (?P<replies_sent>\d+)",
    r"(?P<open>(?:waiting|held) now \d+)",
    rf"handling (?P<handling>{LAPSE}) on average",
    rf"to resolve (?P<to_resolve>{LAPSE}) in the median",
    rf"reopened (?P<reopened>{SHARE}|\d+)",
    rf"gratitude index (?P<gratitude_index>{SHARE})",
    rf"approval: median (?P<approval_median>{LAPSE}), 90% within (?P<approval_ninety>{LAPSE})",
    r"sent back (?P<sent_back>\d+): (?P<reasons>.+)",
    # What the desk's own scorer says of words is counted again where the scorer is.
    r"sentiment [+-]\d+\.\d\d from first to last post \(\d+ cases?\)",
)
_OF_RESPONSE = _shapes(
    rf"median (?P<median>{LAPSE}), 90% within (?P<ninety>{LAPSE})",
    rf"in time (?P<in_time>{SHARE})",
    r"service level (?P<percent>\d+%) \((?P<parts>\d+ of \d+) in time"
    r"(?:, (?P<not_due_yet>\d+) not due yet)?\)(?:, goal \d+%)?",
)
_OF_PERSON = _shapes(
    r"assigned (?P<assigned>\d+)",
    r"answered (?P<answered>\d+)",
    r"handled (?P<handled>\d+)",
    rf"first response (?P<first_response>{LAPSE})",
    rf"handling (?P<handling>{LAPSE})",
    r"sent back (?P<sent_back>\d+)",
)
