"""The table that a run ends with, and the same as one JSON document."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from typing import Any

from .figure import Figure

HEADINGS = ("figure", "median", "p99", "", "runs", "samples", "criterion", "")


def table(figures: Sequence[Figure]) -> str:
    rows = [HEADINGS, *(row for figure in figures for row in _rows(figure))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def failing(figures: Sequence[Figure]) -> list[str]:
    return [figure.name for figure in figures if not figure.holds]


def document(figures: Sequence[Figure], terms: dict[str, Any]) -> dict[str, Any]:
    """`terms` says under which it was measured, and what did not hold."""
    return {
        "machine": {"cores": os.cpu_count(), "kernel": platform.release()},
        **terms,
        "figures": [figure.document() for figure in figures],
    }


def _rows(figure: Figure) -> list[tuple[str, ...]]:
    """One row, and one more for each further criterion."""
    first = (
        figure.name,
        _number(figure.median),
        "" if figure.p99 is None else _number(figure.p99),
        figure.unit,
        str(figure.runs),
        str(figure.samples),
    )
    if not figure.criteria:
        return [(*first, "", "")]
    blank = ("",) * len(first)
    return [
        (*(first if index == 0 else blank), criterion.words, "✓" if criterion.holds else "✗ FAILS")
        for index, criterion in enumerate(figure.criteria)
    ]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if column in (1, 2, 4, 5) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _number(value: float) -> str:
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
