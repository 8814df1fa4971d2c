"""Invariant 8: what customers wrote only ever stands where customers' words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Evidence
from workday.posts import MARKER

CONTROLS = re.compile(r"[\x00\x01\x04\x07\r\n\u202a-\u202e\u2066-\u2069]")
FENCED = re.compile(r"#\d+ (?:│|@\S+ (?:changed the post|says thanks):) |[^\"“]*\"|P1 #\d+ ")


def judge_quoting(evidence: Evidence) -> Iterator[str]:
    for line in evidence.lines:
        if found := CONTROLS.search(line.text):
            yield f"{line.reader} got {found[0]!r} in {line.text!r}"
        before, marker, _ = line.text.partition(MARKER)
        if marker and not FENCED.match(before):
            yield f"{line.reader} was told a customer's words as the desk's own: {line.text!r}"
