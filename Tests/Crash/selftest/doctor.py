"""A doctor who changes a store behind everybody's back, and knows how to hide it."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

BEGINNING = bytes(32)
FIRST_PAGE = "SELECT key FROM pages WHERE channel = 'email' ORDER BY created_at LIMIT 1"
EVENT = "sequence, case_id, at, type, person, network, payload, salt, digest"


class Doctor:
    """Works on the store of a daemon that does not run."""

    def __init__(self, store: Path) -> None:
        self._store = store

    @contextmanager
    def operating(self) -> Iterator[sqlite3.Connection]:
        """The database's own guards are put out of the way."""
        with closing(sqlite3.connect(self._store)) as database:
            triggers = database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            with database:
                yield database

    def lose_last_event(self, type: str) -> None:
        """That event and those after it were never written; the head knows nothing of them."""
        with self.operating() as database:
            (last,) = database.execute(
                "SELECT max(sequence) FROM events WHERE type = ?", (type,)
            ).fetchone()
            database.execute("DELETE FROM events WHERE sequence >= ?", (last,))
            self._set_head(database)

    def send_again(self) -> None:
        """A reply that was sent is scheduled anew."""
        with self.operating() as database:
            key, case, revision = database.execute(
                "SELECT key, case_id, revision FROM replies WHERE state = 'sent' LIMIT 1"
            ).fetchone()
            database.execute(
                "UPDATE replies SET state = 'scheduled', is_pending = 1, departed_at = NULL"
                " WHERE key = ?",
                (key,),
            )
            database.execute(
                "UPDATE drafts SET state = 'approved', is_live = 1"
                " WHERE case_id = ? AND revision = ?",
                (case, revision),
            )

    def go_on_again(self) -> None:
        """The first post of a thread is scheduled anew, although what follows it was sent."""
        with self.operating() as database:
            case, revision = database.execute(
                "SELECT case_id, revision FROM drafts WHERE state = 'sent'"
                " AND json_extract(thread, '$.number') = 1 LIMIT 1"
            ).fetchone()
            of_draft = " WHERE case_id = ? AND revision = ?"
            database.execute(
                "UPDATE replies SET state = 'scheduled', is_pending = 1, departed_at = NULL"
                + of_draft,
                (case, revision),
            )
            database.execute(
                "UPDATE drafts SET state = 'approved', is_live = 1" + of_draft, (case, revision)
            )

    def change_rest(self) -> None:
        """What was left to be said is another than what was approved."""
        with self.operating() as database:
            database.execute(
                "UPDATE drafts SET thread = json_set(thread, '$.rest[0]', 'Goodbye. (2/2)')"
                " WHERE json_array_length(thread, '$.rest') > 0"
            )

    def change_approver(self, hides: bool) -> None:
        """Another supervisor approved it; with the chain forged anew behind it, or not."""
        with self.operating() as database:
            sequence, case, payload, person = database.execute(
                "SELECT sequence, case_id, payload, person FROM events"
                " WHERE type = 'draft.approved' AND case_id NOT IN"
                " (SELECT case_id FROM drafts WHERE author IN ('sam', 'lee')) LIMIT 1"
            ).fetchone()
            other = "lee" if person == "sam" else "sam"
            forged = payload.replace(f'"{person}"', f'"{other}"')
            database.execute(
                "UPDATE events SET payload = ?, person = ? WHERE sequence = ?",
                (forged, other, sequence),
            )
            database.execute(
                "UPDATE drafts SET approver = ? WHERE case_id = ? AND approver = ?",
                (other, case, person),
            )
            if hides:
                self._forge_chain(database)

    def page_again(self) -> None:
        """The first page by mail has not left, for all that anybody knows."""
        with self.operating() as database:
            database.execute(
                "UPDATE pages SET state = 'waiting', due = 0, attempts = 0, ended_at = NULL,"
                f" outcome = NULL WHERE key = ({FIRST_PAGE})"
            )

    def invent_page(self) -> None:
        """One that counts as sent, and of which no step was ever taken."""
        with self.operating() as database:
            kept = "chain, step, is_test, state, due, attempts, ended_at, outcome"
            database.execute(
                f"INSERT INTO pages (key, person, channel, cases, created_at, {kept})"
                f" SELECT 'page-invented', person, channel, cases, created_at + 500, {kept}"
                f" FROM pages WHERE key = ({FIRST_PAGE})"
            )

    def lose_page(self) -> None:
        """It left by mail, and the store knows nothing of it."""
        with self.operating() as database:
            database.execute(f"DELETE FROM pages WHERE key = ({FIRST_PAGE})")

    def lose_mention(self) -> None:
        with self.operating() as database:
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute(
                "DELETE FROM mentions WHERE rowid = (SELECT max(rowid) FROM mentions)"
            )

    def give_case_away(self) -> None:
        with self.operating() as database:
            database.execute("UPDATE cases SET holder = 'lee' WHERE holder IS NOT NULL")

    def change_text(self) -> None:
        with self.operating() as database:
            database.execute("UPDATE drafts SET text = 'We are sorry, goodbye.'")

    def _set_head(self, database: sqlite3.Connection) -> None:
        database.execute(
            "UPDATE audit_head SET (sequence, hash) ="
            " (SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1)"
        )

    def _forge_chain(self, database: sqlite3.Connection) -> None:
        """Digests and hashes that fit what is there now."""
        previous = BEGINNING
        for row in database.execute(f"SELECT {EVENT} FROM events ORDER BY sequence").fetchall():
            sequence, case, at, type, person, network, payload, salt, digest = row
            if payload is not None:
                digest = hashlib.sha256(salt + payload.encode()).digest()
            linked = previous + _number(sequence) + _optional(case) + _number(at)
            linked += _text(type) + _optional(person) + _optional(network) + digest
            previous = hashlib.sha256(linked).digest()
            database.execute(
                "UPDATE events SET digest = ?, hash = ? WHERE sequence = ?",
                (digest, previous, sequence),
            )
        self._set_head(database)


def _number(number: int) -> bytes:
    return struct.pack(">q", number)


def _text(text: str) -> bytes:
    encoded = text.encode()
    return _number(len(encoded)) + encoded


def _optional(value: int | str | None) -> bytes:
    if value is None:
        return b"\0"
    return b"\1" + (_number(value) if isinstance(value, int) else _text(value))
