"""Judges each cycle when all is quiet again, and remembers what it has seen of the world."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from load.chronicle import Chronicle
from parts.desk_api import Refused
from parts.matrix_person import MatrixPerson
from parts.people import BOT, Person
from parts.transcript import PRIVATE, Heard
from parts.waiting import Overdue, wait_until
from world.desk_world import DeskWorld
from world.figures import Figures, open_files
from world.mail_side import read_pages

from .audit import judge_growth, judge_numbers, judge_relay
from .everything import all_cases, judge_all_mentions
from .evidence import Event, Evidence, Ledger, Line, MailSeen, RoomSeen
from .eyes import judge_eyes
from .holding import judge_holding
from .matrix import ON_MATRIX
from .mails import ON_MAIL, count_pages
from .mentions import judge_mentions
from .pages import PAGE
from .replies import judge_replies
from .speakers import judge_speakers
from .stamina import DESCRIPTORS_SPARE, Stamina
from .threads import count_threads, judge_threads
from .tidings import judge_tidings
from .timers import judge_timers
from .windows import judge_windows

FINDINGS_MAX = 12
BEYOND_THE_LAST = 422
"""Of one kind in one cycle: more say nothing more."""
CALM_SECONDS = 4.0
EVERYTHING_EVERY = 6
"""Cycles."""

CHECKS: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    judge_mentions,
    judge_holding,
    judge_eyes,
    judge_replies,
    judge_threads,
    judge_windows,
    judge_timers,
    judge_tidings,
    judge_speakers,
    *ON_MATRIX,
    *ON_MAIL,
)


class Judge:
    """One for each world; a cycle is judged from where the last one ended."""

    def __init__(self, world: DeskWorld) -> None:
        self._world = world
        self._ledger = Ledger()
        self._stamina = Stamina()
        self._read: dict[str, int] = {}
        self._faults = 0
        self._relayed = 0
        self._acknowledged: dict[str, int] = {}
        self._cycles = 0
        self.replies = 0
        self.happened: Counter[str] = Counter()
        self.threads: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()
        self._judged_pages = 0.0
        self.last: Figures | None = None

    def begin(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._read = {
            person.nick: len(person.transcript.lines()) for person in self._world.people
        }
        self._posted_before = len(self._world.receiver.posted())
        records = self._world.side.records if self._world.side else {}
        for record in records.values():
            record.read()
        self._read_there = {name: len(record.events) for name, record in records.items()}

    def judge(self) -> None:
        """Every finding goes into the cycle's chronicle."""
        relayed = self._relayed_events()  # Before the store is asked: chains go on meanwhile.
        evidence = self._gather()
        for check in CHECKS:
            self._note(check(evidence))
        if self._world.side is not None:
            self._note(self._world.side.unanswered())
        self._judge_everything()
        self._note(judge_relay(relayed, self._ledger))
        if fault := self._world.proof():
            self._note([f"casebell audit verify: {fault.strip()}"])
        faults = self._world.receiver.faults
        self._note(faults[self._faults :])
        self._faults = len(faults)
        self._note(self._judge_process())
        self.happened = Counter(str(event["type"]) for event in evidence.events)
        self.threads = count_threads(evidence)
        self.pages = count_pages(evidence)
        self.replies = len(self._world.receiver.posted()) - self._posted_before

    def _events(self, after: int) -> list[Event]:
        """None where the store has fewer than we have seen: the daemon says so in words."""
        try:
            return self._world.api.events(after=after)
        except Refused as refusal:
            if refusal.status != BEYOND_THE_LAST:
                raise
            return []

    def _gather(self) -> Evidence:
        api, ledger = self._world.api, self._ledger
        mail = self._mail()  # Whatever it shows has its events by now.
        last = ledger.last
        if last:
            self._note(judge_growth(ledger, self._events(after=last - 1)[:1]))
        events = self._events(after=last)
        self._note(judge_numbers(events, last))
        ledger.add(events)
        touched = {event["case"] for event in events if event["case"] is not None}
        touched |= {entry.case for entry in self._chronicle.handed.values() if entry.case}
        rooms = list(self._rooms())
        return Evidence(
            chronicle=self._chronicle,
            ledger=ledger,
            cases=self._cases(sorted(touched)),
            lines=[*self._lines(), *(line for room in rooms for line in room.lines())],
            attempts=self._world.receiver.attempts(),
            events=events,
            wall_offset=time.time() - time.monotonic(),
            judged_at=time.time(),
            rooms=rooms,
            heard=self._world.heard("matrix") if self._world.side else {},
            mail=mail,
        )

    def _mail(self) -> MailSeen | None:
        side = self._world.mail
        if side is None:
            return None
        until = time.time() - side.settled_seconds
        since, self._judged_pages = self._judged_pages, until
        there = self._world.side.people.values() if self._world.side else ()
        readers: list[Person | MatrixPerson] = [*self._world.people, *there]
        return MailSeen(
            told=[line for reader in readers for line in _pages_read(reader)],
            mails=side.mails(),
            taken=side.taken(),
            pages=read_pages(self._world.store),
            addresses=side.addresses,
            ends=list(self._world.daemon.ends),
            since=since,
            until=until,
        )

    def _rooms(self) -> Iterator[RoomSeen]:
        if self._world.side is None:
            return
        for name, record in self._world.side.records.items():
            record.read()
            yield RoomSeen(name, record.view, self._read_there[name])

    def _cases(self, numbers: list[int]) -> dict[int, Mapping[str, Any]]:
        cases: dict[int, Mapping[str, Any]] = {}
        for number in numbers:
            try:
                cases[number] = self._world.api.case(number)
            except Refused:
                self._note([f"#{number} is gone"])
        return cases

    def _judge_everything(self) -> None:
        """From time to time, whether all that was ever acknowledged is still there."""
        for entry in self._chronicle.handed.values():
            if entry.acknowledged and entry.case:
                self._acknowledged[entry.id] = entry.case
        self._cycles += 1
        if self._cycles % EVERYTHING_EVERY == 0:
            self._note(judge_all_mentions(self._acknowledged, all_cases(self._world.api)))

    def _lines(self) -> Iterator[Line]:
        for person in self._world.people:
            heard: list[Heard] = person.transcript.lines(self._read[person.nick])
            for line in heard:
                if line.sender == BOT:
                    yield Line.seen(person.nick, line.place, line.text, line.at)

    def _relayed_events(self) -> list[dict[str, object]]:
        relayed = [dict(event) for event in self._world.receiver.events()]
        fresh = relayed[max(self._relayed - 1, 0) :]
        self._relayed = len(relayed)
        return fresh

    def _judge_process(self) -> Iterator[str]:
        pid = self._world.daemon.process.pid
        first = self._stamina.first_descriptors(pid)
        if first is not None:
            try:
                wait_until(
                    lambda: self._figures().descriptors <= first + DESCRIPTORS_SPARE,
                    CALM_SECONDS,
                    "connections to be closed",
                )
            except Overdue:
                yield "open: " + ", ".join(open_files(pid))
        self.last = self._figures()
        yield from self._stamina.judge(self.last)

    def _figures(self) -> Figures:
        return Figures.of(self._world.daemon.process.pid, self._world.receiver.port)

    def _note(self, findings: Iterator[str] | list[str]) -> None:
        for finding in itertools.islice(findings, FINDINGS_MAX):
            self._chronicle.find(finding)


def _pages_read(person: Person | MatrixPerson) -> Iterator[Line]:
    """From the world's beginning."""
    for line in person.transcript.lines():
        if line.sender == BOT and line.place == PRIVATE:
            read = Line.seen(person.nick, line.place, line.text, line.at)
            if PAGE.match(read.text):
                yield read
