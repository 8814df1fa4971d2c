"""What was said, and CHATHISTORY over it (IRCv3 draft/chathistory)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf

from .tagged_line import TaggedLine

REFERENCE_TYPES = ("timestamp", "msgid")


@dataclass(frozen=True)
class Remembered:
    """One message as it was told, with its tags; several lines where it was multiline."""

    moment: datetime
    msgid: str
    place: str
    """The room, or both nicks of a private talk."""
    lines: tuple[TaggedLine, ...]


class BadReference(Exception):
    """Neither `*` nor `timestamp=…` nor `msgid=…`."""


Place = tuple[datetime, float]
"""A moment, and which of those said in it: many lines share a millisecond."""

EARLIEST: Place = (datetime.min.replace(tzinfo=UTC), 0.0)
LATEST: Place = (datetime.max.replace(tzinfo=UTC), 0.0)


class History:
    def __init__(self) -> None:
        self._all: list[tuple[Place, Remembered]] = []
        self._added = 0

    def add(self, remembered: Remembered) -> None:
        self._added += 1
        self._all.append(((remembered.moment, self._added), remembered))
        self._all.sort(key=lambda one: one[0])

    def clear(self) -> None:
        self._all.clear()

    def between(self, place: str, begin: Place, end: Place) -> list[Remembered]:
        """Both ends left out."""
        return [one for at, one in self._all if one.place == place and begin < at < end]

    def places(self, begin: datetime, end: datetime) -> dict[str, datetime]:
        """Each place something was said in between, with the time of the last."""
        return {one.place: one.moment for _, one in self._all if begin < one.moment < end}

    def select(self, way: str, place: str, references: list[str], limit: int) -> list[Remembered]:
        """In order of time; `way` is LATEST, BEFORE, AFTER, AROUND or BETWEEN."""
        after = [self._after(reference) for reference in references]
        before = [self._before(reference) for reference in references]
        match way:
            case "LATEST":
                return self.between(place, after[0] or EARLIEST, LATEST)[-limit:]
            case "BEFORE":
                return self.between(place, EARLIEST, before[0] or LATEST)[-limit:]
            case "AFTER":
                return self.between(place, after[0] or EARLIEST, LATEST)[:limit]
            case "AROUND":
                older = self.between(place, EARLIEST, before[0] or LATEST)[-(limit // 2) :]
                return older + self.between(place, after[0] or LATEST, LATEST)[: limit // 2]
        if (after[0] or EARLIEST) <= (after[1] or LATEST):
            return self.between(place, after[0] or EARLIEST, before[1] or LATEST)[:limit]
        return self.between(place, after[1] or EARLIEST, before[0] or LATEST)[-limit:]

    def moment(self, reference: str) -> datetime | None:
        """Nothing for `*`."""
        place = self._after(reference)
        return place and place[0]

    def _after(self, reference: str) -> Place | None:
        """Where what is later than that begins."""
        return self._place(reference, inf)

    def _before(self, reference: str) -> Place | None:
        """Where what is earlier than that ends."""
        return self._place(reference, -inf)

    def _place(self, reference: str, edge: float) -> Place | None:
        if reference == "*":
            return None
        kind, _, value = reference.partition("=")
        try:
            if kind == "msgid":
                return next(at for at, one in self._all if one.msgid == value)
            if kind == "timestamp":
                return datetime.fromisoformat(value), edge
        except (ValueError, StopIteration) as error:
            raise BadReference(reference) from error
        raise BadReference(reference)
