"""What was said, and CHATHISTORY over it (IRCv3 draft/chathistory)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

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


class History:
    def __init__(self) -> None:
        self._all: list[Remembered] = []

    def add(self, remembered: Remembered) -> None:
        self._all.append(remembered)
        self._all.sort(key=lambda one: one.moment)

    def clear(self) -> None:
        self._all.clear()

    def between(self, place: str, begin: datetime, end: datetime) -> list[Remembered]:
        """Both ends left out."""
        return [one for one in self._all if one.place == place and begin < one.moment < end]

    def places(self, begin: datetime, end: datetime) -> dict[str, datetime]:
        """Each place something was said in between, with the time of the last."""
        return {one.place: one.moment for one in self._all if begin < one.moment < end}

    def select(self, way: str, place: str, references: list[str], limit: int) -> list[Remembered]:
        """In order of time; `way` is LATEST, BEFORE, AFTER, AROUND or BETWEEN."""
        moments = [self.moment(reference) for reference in references]
        far, early = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
        match way:
            case "LATEST":
                return self.between(place, moments[0] or early, far)[-limit:]
            case "BEFORE":
                return self.between(place, early, moments[0] or far)[-limit:]
            case "AFTER":
                return self.between(place, moments[0] or early, far)[:limit]
            case "AROUND":
                older = self.between(place, early, moments[0] or far)[-(limit // 2) :]
                return older + self.between(place, moments[0] or far, far)[: limit // 2]
        begin, end = moments[0] or early, moments[1] or far
        if begin <= end:
            return self.between(place, begin, end)[:limit]
        return self.between(place, end, begin)[-limit:]

    def moment(self, reference: str) -> datetime | None:
        """Nothing for `*`."""
        if reference == "*":
            return None
        kind, _, value = reference.partition("=")
        try:
            return _KINDS[kind](self, value)
        except (KeyError, ValueError, StopIteration) as error:
            raise BadReference(reference) from error

    def _of_message(self, msgid: str) -> datetime:
        return next(one.moment for one in self._all if one.msgid == msgid)

    def _of_time(self, value: str) -> datetime:
        return datetime.fromisoformat(value)


_KINDS: dict[str, Callable[[History, str], datetime]] = {
    "timestamp": History._of_time,
    "msgid": History._of_message,
}
