"""What `c/scribe.c` copies: cases of a real store, with marks where each copy has to differ.

The file is lines of fields (`\\x1e` ends a line, `\\x1f` parts fields):

    table  INSERT …
    case   queue  priority  phase
    row    table's place  oldest age in ms  field …
    event  at  type  person  network  payload

A field is `N` (nothing), `I` and a number, `C` (the case's number), `T` and milliseconds after the
case was opened, or `S` and a text in which `\\x01`, a letter and `;` mark what differs.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .ledger import ledger

FOR_EVER = 2**62
DAY = 86_400_000
SIGNAL_AGE = 14 * DAY
POST_AGE = 3 * DAY
"""How long the daemon keeps references and posts; older history has none."""

AGES = {
    "cases": FOR_EVER,
    "mentions": FOR_EVER,
    "drafts": FOR_EVER,
    "replies": FOR_EVER,
    "posts": POST_AGE,
    "signals": SIGNAL_AGE,
    "timers": FOR_EVER,
}
MOMENT = re.compile(r"(?<!\d)1[789]\d{11}(?!\d)")
KEY = re.compile(r"(?<![a-z0-9])[a-z0-9]{20,26}(?![a-z0-9])")
FINGERPRINT = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True)
class Original:
    """A case to copy: its number, and patterns with what stands for them in a copy."""

    number: int
    marks: tuple[tuple[str, str], ...] = ()


def write_score(path: Path, store: Path, originals: Sequence[Original]) -> None:
    """Of cases that nobody changes meanwhile."""
    with ledger(store) as database:
        database.row_factory = sqlite3.Row
        columns = {table: _columns(database, table) for table in AGES}
        lines = [["table", _insertion(table, columns[table])] for table in AGES]
        for original in originals:
            lines += _Copying(database, original).lines(columns)
    path.write_text("".join("\x1f".join(line) + "\x1e" for line in lines))


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in database.execute(f"PRAGMA table_info({table})")]


def _insertion(table: str, columns: Sequence[str]) -> str:
    values = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"


class _Copying:
    """One case, field by field."""

    def __init__(self, database: sqlite3.Connection, original: Original) -> None:
        self._database = database
        self._number = original.number
        self._matter = self._rows("SELECT * FROM cases WHERE id = ?")[0]
        self._base: int = self._matter["opened_at"]
        self._marks = list(original.marks)
        self._keys: dict[str, int] = {}

    def lines(self, columns: dict[str, list[str]]) -> list[list[str]]:
        place = [self._text(self._matter[name]) for name in ("queue", "priority", "phase")]
        found = [["case", *place]]
        for number, (table, age) in enumerate(AGES.items()):
            for row in self._of(table):
                fields = [self._field(table, name, row[name]) for name in columns[table]]
                found.append(["row", str(number), str(age), *fields])
        for row in self._rows("SELECT * FROM events WHERE case_id = ? ORDER BY sequence"):
            names = ("at", "type", "person", "network", "payload")
            found.append(["event", *(self._field("events", name, row[name]) for name in names)])
        return found

    def _of(self, table: str) -> list[sqlite3.Row]:
        if table == "cases":
            return [self._matter]
        if table == "signals":
            return self._signals()
        if table == "timers" and not self._matter["is_open"]:
            # It went off long ago, and found nothing to do.
            return []
        order = {"mentions": "position", "posts": "number", "timers": "purpose"}.get(
            table, "revision"
        )
        return self._rows(f"SELECT * FROM {table} WHERE case_id = ? ORDER BY {order}")

    def _signals(self) -> list[sqlite3.Row]:
        """The references of what people said about it, and of its replies."""
        return self._rows(
            "SELECT * FROM signals WHERE reference IN"
            " (SELECT 'chat:' || network || ':' || answers FROM posts WHERE case_id = ?1"
            "  UNION SELECT 'reply:' || key || ':1' FROM replies WHERE case_id = ?1)"
        )

    def _rows(self, sql: str) -> list[sqlite3.Row]:
        return self._database.execute(sql, (self._number,)).fetchall()

    def _field(self, table: str, column: str, value: Any) -> str:
        if value is None or column == "number":
            return "N"
        if (table, column) == ("cases", "id") or column == "case_id":
            return "C"
        if isinstance(value, int):
            if MOMENT.fullmatch(str(value)):
                return f"T{value - self._base}"
            return f"I{value}"
        return self._text(value)

    def _text(self, value: str) -> str:
        for pattern, mark in self._marks:
            value = mark.join(re.split(pattern, value))
        value = re.sub(rf'"id":{self._number}(?!\d)', '"id":\x01N;', value)
        value = MOMENT.sub(lambda found: f"\x01T{int(found[0]) - self._base};", value)
        value = FINGERPRINT.sub("\x01F;", value)
        return "S" + KEY.sub(self._key, value)

    def _key(self, found: re.Match[str]) -> str:
        return f"\x01K{self._keys.setdefault(found[0], len(self._keys))};"
