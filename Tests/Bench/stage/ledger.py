"""What stands in a store, read from its file while or after the daemon has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def ledger(database: Path) -> Iterator[sqlite3.Connection]:
    """Read-only; closed at the end."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def decisions(database: Path) -> int:
    """How many things people have decided."""
    return _count(database, "SELECT count(*) FROM events WHERE person IS NOT NULL")


def mentions(database: Path) -> int:
    return _count(database, "SELECT count(*) FROM mentions")


def is_read_up(database: Path) -> bool:
    """Whether everything is in the index that `find` asks."""
    whole = """
        SELECT p.oldest = 1 AND p.sequence = h.sequence FROM find_progress p, audit_head h
        """
    return bool(_count(database, whole))


def _count(database: Path, sql: str) -> int:
    with ledger(database) as connection:
        count: int = connection.execute(sql).fetchone()[0]
        return count
