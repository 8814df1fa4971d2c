"""The table at the end."""

from __future__ import annotations

import textwrap
import threading
from collections import Counter
from collections.abc import Mapping, Sequence

from report import Report

HEAD = ("kind", "cycles", "seconds", "mentions", "commands", "turned away", "replies", "findings")
WIDTH = 120


class Tally:
    """Of all cycles of a run; several threads add to it."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.reports: list[Report] = []
        self._kinds = kinds
        self._lock = threading.Lock()

    def add(self, report: Report) -> None:
        with self._lock:
            self.reports.append(report)

    @property
    def findings(self) -> int:
        return sum(len(report.findings) for report in self.reports)

    def table(self) -> str:
        rows: list[tuple[str, ...]] = [HEAD]
        for kind in self._kinds:
            if of_kind := [report for report in self.reports if report.kind == kind]:
                rows.append((kind, *_figures(of_kind)))
        rows.append(("together", *_figures(self.reports)))
        peak = max((report.anonymous for report in self.reports), default=0.0)
        most = max((report.descriptors for report in self.reports), default=0)
        ends = f"at rest after a cycle at most {peak:.1f} MiB anonymous, {most} descriptors"
        happened = _sums("events", [report.happened for report in self.reports])
        threads = _sums("threads", [report.threads for report in self.reports])
        pages = _sums("pages by mail", [report.pages for report in self.reports])
        ways = _sums("said on Matrix", [report.ways for report in self.reports])
        return "\n".join([*map(_row, rows), ends, happened, threads, pages, ways])


def _sums(name: str, counts: Sequence[Mapping[str, int]]) -> str:
    """What people and customers made of it: nothing that matters may be missing."""
    sums: Counter[str] = Counter()
    for each in counts:
        sums.update(each)
    counted = (f"{count} {what}" for what, count in sorted(sums.items()))
    return textwrap.fill(f"{name}: " + ", ".join(counted), WIDTH)


def _figures(reports: Sequence[Report]) -> tuple[str, ...]:
    return (
        str(len(reports)),
        f"{sum(report.seconds for report in reports):.0f}",
        str(sum(report.mentions for report in reports)),
        str(sum(report.commands for report in reports)),
        str(sum(report.turned_away for report in reports)),
        str(sum(report.replies for report in reports)),
        str(sum(len(report.findings) for report in reports)),
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"{first:<28}" + "".join(f"{cell:>13}" for cell in others)
