"""Every figure that was told is the one that follows from the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workday import desk_files
from workday.looking import BOARD, Seen
from workday.recount import board
from workday.recount.ledger import Ledger, difference
from workday.recount.told import UnknownLine, read

SHOWN = 6


def judge_figures(ledger: Ledger, seen: Seen) -> Iterator[str]:
    """The answer is right if it was so at one moment between the question and the answer."""
    subject = seen.look.subject
    if subject is None:
        return
    try:
        told = read(seen.lines)
    except UnknownLine as unknown:
        yield f"{seen.look.words}: {unknown}"
        return
    cuts = list(ledger.cuts(seen.said, seen.heard))
    yield from _nearest(
        (difference(ledger.report(subject, seen.look.period, *cut), told) for cut in cuts),
        seen.look.words,
    )
    # What is open is read a moment after the rest.
    opens = {ledger.open(subject, count) for count, _ in cuts}
    if told.open not in opens:
        yield f"{seen.look.words}: {told.open!r} was told, it was {sorted(opens)}"


def _nearest(differences: Iterable[Sequence[str]], what: str) -> Iterator[str]:
    """How the answer differs from what was closest to it; nothing if it was so once."""
    nearest: Sequence[str] | None = None
    for found in differences:
        if not found:
            return
        if nearest is None or len(found) < len(nearest):
            nearest = found
    if nearest is None:
        nearest = ["there was nothing to count"]
    for each in nearest[:SHOWN]:
        yield f"{what}: {each}"


def judge_board(ledger: Ledger, seen: Seen, here: Sequence[str]) -> Iterator[str]:
    """In a quiet moment: a board is read piece by piece."""
    if seen.look.words != BOARD:
        return
    try:
        told = board.read(seen.lines)
    except UnknownLine as unknown:
        yield f"board: {unknown}"
        return
    queues = list(told.queues)
    boards = (
        board.recount(ledger, queues, here, desk_files.ZONE, count, now)
        for count, now in ledger.cuts(seen.said, seen.heard)
    )
    yield from _nearest((board.difference(each, told) for each in boards), BOARD)
