"""Figures from measures, each under the name that the chat gives it and written as it writes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .story import Measure

Figures = dict[str, str]


def figures(measures: Sequence[Measure], now: int, is_personal: bool) -> Figures:
    """What `stats` has to say, but for what is open now.

    - Parameter is_personal: of one person, or of everybody with a skill.
    """
    if not measures:
        return {}
    told = _volume(measures, is_personal)
    told |= _first_response(measures, now, is_personal)
    told |= _response(measures, "next response")
    told |= _work(measures, is_personal)
    told |= _ends(measures)
    told |= _review(measures)
    return told


def person(measures: Sequence[Measure]) -> Figures:
    """Somebody's line among others."""
    if not measures:
        return {}
    told = {
        "assigned": str(_count(measures, "assigned")),
        "answered": str(_count(measures, "replied")),
    }
    if handled := _count(measures, "handled"):
        told["handled"] = str(handled)
    if waits := _lapses(measures, "first response"):
        told["first response"] = measured(percentile(waits, 50))
    if work := [each.work for each in measures if each.kind == "worked"]:
        told["handling"] = measured(sum(work) // len(work))
    if sent_back := _count(measures, "rejected"):
        told["sent back"] = str(sent_back)
    return told


def _volume(measures: Sequence[Measure], is_personal: bool) -> Figures:
    told: Figures = {}
    if is_personal:
        told["assigned"] = str(_count(measures, "assigned"))
    else:
        told["offered"] = str(_count(measures, "offered"))
        if noise := _count(measures, "noise"):
            told["noise"] = str(noise)
    told["handled"] = str(_count(measures, "handled"))
    told["answered"] = str(_count(measures, "first response"))
    told["replies sent"] = str(_count(measures, "replied"))
    return told


def _first_response(measures: Sequence[Measure], now: int, is_personal: bool) -> Figures:
    if is_personal:
        return _response(measures, "first response")
    told = _spread(measures, "first response")
    offered = [each for each in measures if each.kind == "offered" and each.in_time is not None]
    if offered:
        kept = sum(each.in_time is True for each in offered)
        told["service level"] = share(kept, len(offered))
        if still := sum(each.due is not None and each.due >= now for each in offered):
            told["not due yet"] = str(still)
    return told


def _response(measures: Sequence[Measure], kind: str) -> Figures:
    told = _spread(measures, kind)
    promised = [each for each in measures if each.kind == kind and each.in_time is not None]
    if promised:
        kept = sum(each.in_time is True for each in promised)
        told[f"{kind} in time"] = share(kept, len(promised))
    return told


def _spread(measures: Sequence[Measure], kind: str) -> Figures:
    waits = _lapses(measures, kind)
    if not waits:
        return {}
    return {
        f"{kind} median": measured(percentile(waits, 50)),
        f"{kind} 90%": measured(percentile(waits, 90)),
    }


def _work(measures: Sequence[Measure], is_personal: bool) -> Figures:
    told: Figures = {}
    kind = "worked" if is_personal else "handled"
    if work := [each.work for each in measures if each.kind == kind]:
        told["handling"] = measured(sum(work) // len(work))
    if lapses := _lapses(measures, "handled"):
        told["to resolve"] = measured(percentile(lapses, 50))
    return told


def _ends(measures: Sequence[Measure]) -> Figures:
    told: Figures = {}
    handled, reopened = _count(measures, "handled"), _count(measures, "reopened")
    if handled:
        told["reopened"] = share(reopened, handled)
    elif reopened:
        told["reopened"] = str(reopened)
    ended = [each for each in measures if each.kind == "ended with reply"]
    if ended:
        told["gratitude index"] = share(sum(each.in_time is True for each in ended), len(ended))
    return told


def _review(measures: Sequence[Measure]) -> Figures:
    told = _spread(measures, "approved")
    told = {key.replace("approved", "approval"): value for key, value in told.items()}
    reasons = Counter(each.reason for each in measures if each.kind == "rejected")
    if reasons:
        told["sent back"] = str(reasons.total())
        ordered = sorted(_by_spelling(reasons).items(), key=lambda item: (-item[1], item[0]))
        told["reasons"] = ", ".join(f'"{reason}" {count}' for reason, count in ordered[:10])
    return told


def _by_spelling(reasons: Counter[str]) -> Counter[str]:
    """One reason in several spellings is one, as it is mostly spelt."""
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        words = " ".join(re.findall(r"[^\W_]+", reason.casefold()))
        counts[spelt.setdefault(words or reason, reason)] += count
    return counts


def _count(measures: Iterable[Measure], kind: str) -> int:
    return sum(each.kind == kind for each in measures)


def _lapses(measures: Iterable[Measure], kind: str) -> list[int]:
    return sorted(each.lapse for each in measures if each.kind == kind)


def percentile(lapses: Sequence[int], hundredths: int) -> int:
    """The smallest of them, in order, that so many hundredths are no longer than."""
    rank = -(-len(lapses) * hundredths // 100)
    return lapses[max(rank, 1) - 1]


def share(part: int, whole: int) -> str:
    """`83% (100 of 120)`, rounded half up."""
    return f"{int(100 * part / whole + 0.5)}% ({part} of {whole})"


def measured(lapse: int) -> str:
    """Milliseconds as the chat writes a length: `6m 42s`, `30m`, `1h 5m`."""
    seconds = max(lapse, 0) // 1000
    if seconds < 60:
        return f"{seconds}s"
    if seconds < 3600:
        return _pair(seconds // 60, "m", seconds % 60, "s")
    if seconds < 86_400:
        return _pair(seconds // 3600, "h", seconds % 3600 // 60, "m")
    return _pair(seconds // 86_400, "d", seconds % 86_400 // 3600, "h")


def _pair(large: int, large_unit: str, small: int, small_unit: str) -> str:
    return f"{large}{large_unit}" + (f" {small}{small_unit}" if small else "")
