"""Stores of any size: so many cases that ended over a year and a half, or that wait now.

They are made once and kept, named after the schema and after what makes them.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from parts.daemon import casebell
from parts.waiting import wait_until
from workshop.compiling import SOURCES
from workshop.places import STORES, work_directory
from workshop.progress import say

from .bench_desk import BenchDesk, DeskTerms
from .hall import ngircd_hall
from .ledger import due_timers, index_pieces, is_read_up, ledger
from .score import Original, write_score
from .stories import play
from .writers import bring_mentions, load_mark, write_history

DAY = 86_400_000
SPAN = 548 * DAY
QUIET = DAY
"""The history ends so long ago."""
WAITING_SPAN = DAY // 2
COPIED = 200
VERIFIED_MAX = 1_000
READ_SECONDS = 60.0
REST_SECONDS = 3.0
"""In which the daemon would have gone on, if there was anything left to do."""
READ_SECONDS_A_CASE = 0.001
MAKERS = ("histories.py", "stories.py", "score.py")


def closed_store(cases: int) -> Path:
    """Every case has ended: answered, told or thanked."""

    def make(store: Path) -> None:
        _write_closed(store, cases)
        _settle(store, cases)

    return _kept(f"closed-{cases}", make, is_verified=cases <= VERIFIED_MAX)


def desk_store(closed: int, waiting: int) -> Path:
    """So many cases have ended, and so many wait, of all urgencies, the newest."""

    def make(store: Path) -> None:
        _write_closed(store, closed)
        played = work_directory("waiting")
        originals = play(played / "played.db", to_its_end=False)
        write_score(played / "score", played / "played.db", originals)
        start = _now() - WAITING_SPAN
        write_history(store, played / "score", closed + 1, waiting, start, WAITING_SPAN)
        _settle(store, closed + waiting)

    is_verified = closed + waiting <= VERIFIED_MAX
    return _kept(f"desk-{closed}-{waiting}", make, is_verified)


def _write_closed(store: Path, cases: int) -> None:
    played = work_directory("played")
    originals = play(played / "played.db")
    write_score(played / "score", played / "played.db", originals)
    write_history(store, played / "score", 1, cases, _now() - SPAN - QUIET, SPAN)


def _settle(store: Path, cases: int) -> None:
    """Lets the daemon take the whole history into the index that `find` asks, and tell of all that
    is due."""
    say("taking it into the index")
    hall = ngircd_hall()
    desk = BenchDesk(hall, DeskTerms(store=store, is_moved=True))
    try:
        desk.start()
        within = READ_SECONDS + cases * READ_SECONDS_A_CASE
        wait_until(lambda: is_read_up(desk.database), within, "the index to be whole")
        wait_until(lambda: due_timers(desk.database) == 0, within, "nothing to be due")
        wait_until(lambda: _is_joined(desk.database), within, "the index to be joined")
    finally:
        desk.stop()
        hall.stop()
    desk.database.rename(store)


def _is_joined(database: Path) -> bool:
    before = index_pieces(database)
    time.sleep(REST_SECONDS)
    return index_pieces(database) == before


def open_store(cases: int) -> Path:
    """Every case is new and waits."""

    def make(store: Path) -> None:
        directory = work_directory("brought")
        brought = directory / "brought.db"
        originals = _brought(brought)
        write_score(directory / "score", brought, originals)
        write_history(store, directory / "score", 1, cases, _now() - WAITING_SPAN, WAITING_SPAN)

    return _kept(f"open-{cases}", make, is_verified=False)


def _kept(name: str, make: Callable[[Path], None], is_verified: bool) -> Path:
    empty = _empty_store()
    kept = STORES / f"{_schema(empty)}-{_edition()}-{name}.db"
    if kept.exists():
        return kept
    say(f"making the store {kept.name}")
    STORES.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(".part")
    shutil.copyfile(empty, draft)
    make(draft)
    if is_verified:
        _verify(draft)
    draft.rename(kept)
    return kept


def _empty_store() -> Path:
    """As the daemon makes it at its first start."""
    hall = ngircd_hall()
    desk = BenchDesk(hall)
    try:
        desk.start()
    finally:
        desk.stop()
        hall.stop()
    return desk.database


def _brought(copy: Path) -> Sequence[Original]:
    """Mentions that came in over HTTP, none of them urgent."""
    hall = ngircd_hall()
    desk = BenchDesk(hall)
    try:
        desk.start()
        bring_mentions(desk.http_port, COPIED, 10, 1)
    finally:
        desk.stop()
        hall.stop()
    shutil.copyfile(desk.database, copy)
    return load_originals(copy, COPIED)


def load_originals(store: Path, count: int) -> list[Original]:
    """The first cases that a load has brought."""
    first = "SELECT case_id, id FROM mentions ORDER BY case_id LIMIT ?"
    with ledger(store) as connection:
        rows = connection.execute(first, (count,)).fetchall()
    return [Original(number, (load_mark(mention),)) for number, mention in rows]


def _verify(store: Path) -> None:
    """The chain holds, and every case is what its events make of it."""
    hall = ngircd_hall()
    desk = BenchDesk(hall)
    hall.stop()
    desk.state.mkdir(mode=0o700)
    shutil.copyfile(store, desk.database)
    verified = casebell("audit", "verify", config=desk.daemon.config)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _schema(store: Path) -> str:
    with ledger(store) as connection:
        newest: str = connection.execute("SELECT max(id) FROM schema_migrations").fetchone()[0]
    return newest


def _edition() -> str:
    """Of all that makes stores."""
    here = Path(__file__).parent
    makers = [*(here / name for name in MAKERS), *sorted(SOURCES.glob("scribe*.c"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in makers))
    return digest.hexdigest()[:8]


def _now() -> int:
    return int(time.time() * 1000)
