"""All events of a store, and every figure that follows from the first so many of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .figures import Figures, figures, person
from .matter import OWED, Event, Matter, milliseconds
from .story import Measure, Story
from .told import Report


ENDLESS = 1 << 62
SETTLING = 1000
"""Milliseconds from an event's time until whoever looks must see it."""
_DUE_IN = {"case.opened": "firstResponseDueAt", "service_level.due": "at"}


@dataclass(frozen=True)
class Subject:
    """Whose figures were asked for, and how the answer calls them."""

    whose: str
    queues: Sequence[str] | None = None
    """Where the asker may look; nothing: everywhere."""
    people: Sequence[str] | None = None
    """Nothing: the desk's, or a queue's."""

    @property
    def is_personal(self) -> bool:
        return self.people is not None

    def sees(self, measure: Measure) -> bool:
        return self.queues is None or measure.queue in self.queues

    def counts(self, measure: Measure) -> bool:
        return self.people is None or measure.person in self.people


class Ledger:
    def __init__(
        self,
        events: Sequence[Event],
        staff: Sequence[str],
        zone: str,
        says_thanks: Callable[[str], bool],
    ) -> None:
        self.events = events
        self.times = [milliseconds(event["at"]) for event in events]
        self._staff = staff
        self._zone = ZoneInfo(zone)
        self._says_thanks = says_thanks
        self._places: dict[int, list[int]] = defaultdict(list)
        self._dues = sorted(
            due
            for event in events
            if (due := event["data"].get(_DUE_IN.get(event["type"], ""))) is not None
        )
        for place, event in enumerate(events):
            if event["case"] is not None:
                self._places[event["case"]].append(place)
        self._told: dict[tuple[int, int, int, int], Sequence[Measure]] = {}
        self._stood: dict[tuple[int, int], Matter] = {}

    def cuts(self, since: float, until: float) -> Iterator[tuple[int, int]]:
        """Each state in which the store may have been read between two moments, and at what time:
        so many events, and milliseconds. The latest first."""
        said, heard = int(since * 1000), int(until * 1000)
        first = bisect_left(self.times, said - SETTLING)
        last = bisect_right(self.times, heard)
        # What is not due yet may be over at any of these, with no event to say so.
        dues = self._dues[bisect_left(self._dues, said) : bisect_right(self._dues, heard)]
        moments = sorted({said, heard, *dues, *(due + 1 for due in dues)})
        for count in range(last, first - 1, -1):
            began = self.times[count - 1] if count else said
            ended = self.times[count] if count < last else heard
            yield from ((count, now) for now in (ended, began, began - 1))
            yield from ((count, now) for now in moments if began <= now <= ended)

    def report(self, subject: Subject, period: str, count: int, now: int) -> Report:
        """What `stats` has to say after so many events, but for what is open."""
        since = self.since(period, now)
        measures = [each for each in self._measures(count, since, now) if subject.sees(each)]
        report = Report(subject.whose, period, self._clock(since, now))
        counted = [each for each in measures if subject.counts(each)]
        report.figures = figures(counted, now, subject.is_personal)
        people = self._staff if subject.people is None else subject.people
        if len(people) > 1:
            for name in self._staff:
                theirs = [each for each in measures if each.person == name]
                if name in people and theirs and report.figures:
                    report.people[name] = person(theirs)
        return report

    def open(self, subject: Subject, count: int) -> str:
        """Cases that wait for a reply; of people, that they hold."""
        matters = list(self.matters(count))
        if subject.people is not None:
            held = sum(each.holder in subject.people and each.is_open for each in matters)
            return f"held now {held}"
        waiting = sum(
            each.phase in OWED and (subject.queues is None or each.queue in subject.queues)
            for each in matters
        )
        return f"waiting now {waiting}"

    def matters(self, count: int) -> Iterable[Matter]:
        """Every case after so many events."""
        for case, places in self._places.items():
            told = bisect_left(places, count)
            if told:
                yield self._matter(case, told)

    def since(self, period: str, now: int) -> int:
        """Midnight by the desk's clock, of today or of six days before."""
        today = datetime.fromtimestamp(now / 1000, self._zone).date()
        start = today - timedelta(days=6) if period == "seven days" else today
        midnight = datetime(start.year, start.month, start.day, tzinfo=self._zone)
        return round(midnight.timestamp() * 1000)

    def _clock(self, moment: int, now: int) -> str:
        there = datetime.fromtimestamp(moment / 1000, self._zone)
        here = datetime.fromtimestamp(now / 1000, self._zone)
        time = f"{there:%H:%M}"
        return time if there.date() == here.date() else f"{there.day} {there:%b} {time}"

    def _measures(self, count: int, since: int, now: int) -> list[Measure]:
        measures: list[Measure] = []
        for case, places in self._places.items():
            told = bisect_left(places, count)
            if told:
                # Only a story with something after the question's own time depends on it.
                until = now if now < self.times[places[told - 1]] else ENDLESS
                measures += self._story(case, told, since, until)
        return measures

    def _story(self, case: int, told: int, since: int, until: int) -> Sequence[Measure]:
        key = case, told, since, until
        if key not in self._told:
            events = [self.events[place] for place in self._places[case][:told]]
            self._told[key] = Story(since, until).tell_all(events, self._says_thanks)
        return self._told[key]

    def _matter(self, case: int, told: int) -> Matter:
        key = case, told
        if key not in self._stood:
            opening, *rest = (self.events[place] for place in self._places[case][:told])
            matter = Matter(opening, self._says_thanks)
            for event in rest:
                matter.tell(event)
            self._stood[key] = matter
        return self._stood[key]


def difference(expected: Report, told: Report) -> list[str]:
    """Where two reports differ, but for what is open."""
    found = _difference("", expected.figures, told.figures)
    for name in dict.fromkeys([*expected.people, *told.people]):
        found += _difference(
            f"{name}: ", expected.people.get(name, {}), told.people.get(name, {})
        )
    for what in ("whose", "period", "since"):
        mine, theirs = getattr(expected, what), getattr(told, what)
        if mine != theirs:
            found.append(f"{what} is {mine!r}, told {theirs!r}")
    if not found and list(expected.people) != list(told.people):
        found.append(f"people in the order {list(told.people)}, not {list(expected.people)}")
    return found


def _difference(whose: str, expected: Figures, told: Figures) -> list[str]:
    return [
        f"{whose}{key} is {expected.get(key)!r}, told {told.get(key)!r}"
        for key in dict.fromkeys([*expected, *told])
        if expected.get(key) != told.get(key)
    ]
