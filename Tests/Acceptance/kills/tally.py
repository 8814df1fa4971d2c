"""What a day of deaths came to, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .deed import Deed, Kind, Way
from .judgement import Judgement
from .reaper import Kills, Moment, Victim


def table(kills: Kills, deeds: Sequence[Deed], judged: Judgement, seconds: float) -> str:
    cases = len({deed.case for deed in deeds})
    lines = [f"{cases} cases, {len(deeds)} commands and signs in {seconds:.0f} s"]
    for victim in Victim:
        count, away = kills.count[victim], kills.seconds[victim]
        mean = away / count if count else 0.0
        lines.append(f"  {count:>4} kills of {victim.value:<8} back after {mean:.1f} s")
    lines += [f"       {kills.moments[moment]:>4} {moment.value}" for moment in Moment]
    lines.append(_row("", "command", "sign", "again", "effects", "refused"))
    said = Counter((deed.kind, deed.way) for deed in deeds)
    again: Counter[Kind] = Counter()
    for deed in deeds:
        again[deed.kind] += deed.tries - 1
    for kind in Kind:
        numbers = (
            said[kind, Way.COMMAND],
            said[kind, Way.REACTION],
            again[kind],
            judged.effects[kind],
            judged.refusals[kind],
        )
        lines.append(_row(kind.name.lower().replace("_", " "), *map(str, numbers)))
    lines.append(f"  signs taken away before they were read: {judged.vanished}")
    lags = sorted(judged.lags) or [0.0]
    half, most = lags[len(lags) // 2], lags[-1]
    lines.append(f"  cards changed after {half:.1f} s in the middle, {most:.1f} s at most")
    lines.append(f"  answers given (again?): {judged.repeated}")
    return "\n".join(lines)


def _row(first: str, *cells: str) -> str:
    return f"  {first:<14}" + "".join(f"{cell:>9}" for cell in cells)
