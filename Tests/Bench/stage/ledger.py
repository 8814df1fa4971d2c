"""What stands in a store, read from its file while or after the daemon has it."""

from __future__ import annotations

import sqlite3
import time
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


def index_pieces(database: Path) -> bytes:
    """The index's record of its pieces, which changes as long as they are joined."""
    with ledger(database) as connection:
        record: bytes = connection.execute(
            "SELECT block FROM find_index_data WHERE id = 10"
        ).fetchone()[0]
        return record


def due_timers(database: Path) -> int:
    """How many cases are to be looked at by now."""
    return _count(database, f"SELECT count(*) FROM timers WHERE due <= {time.time() * 1000:.0f}")


def waiting_cases(database: Path) -> list[int]:
    """The numbers of those that nobody has."""
    with ledger(database) as connection:
        rows = connection.execute("SELECT id FROM cases WHERE phase = 'new' ORDER BY id")
        return [number for (number,) in rows]


def _count(database: Path, sql: str) -> int:
    with ledger(database) as connection:
        count: int = connection.execute(sql).fetchone()[0]
        return count
