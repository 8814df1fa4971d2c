"""What a cycle left behind: the desk's own account of it, what people saw, what customers got."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from load.answers import AGAIN
from load.chronicle import Chronicle
from parts.matrix_actor import short_user
from parts.matrix_room_view import Message, RoomView
from parts.people import BOT
from parts.receiver import Request
from world.desk_world import LENGTH_MAX, UNDO_SECONDS
from world.mail_gate import Taking
from world.mail_side import Mail, Page

Event = Mapping[str, Any]
CARD = re.compile(r"#\d+ P\d (?!escalated |\w+: nobody)|(?:\S+ late: )?P1 #")
"""A case's message on Matrix, or one that several share which ring at once."""


@dataclass(frozen=True)
class Line:
    """One line of the bot, as one person saw it."""

    reader: str
    place: str
    text: str
    """Without its mark of a repetition."""
    is_again: bool
    at: float

    @classmethod
    def seen(cls, reader: str, place: str, text: str, at: float) -> Line:
        return cls(reader, place, text.removeprefix(AGAIN), text.startswith(AGAIN), at)


@dataclass(frozen=True)
class RoomSeen:
    """A room on Matrix as whoever comes in later reads it."""

    name: str
    view: RoomView
    """From the world's beginning."""
    before: int
    """So many of its events are of earlier cycles."""

    @property
    def fresh(self) -> list[dict[str, Any]]:
        return self.view.events[self.before :]

    def said(self) -> Iterator[Message]:
        """The bot's messages of this cycle, without what was taken back; edits are none."""
        for event in self.fresh:
            message = self.view.messages.get(event["event_id"])
            if message and not message.is_redacted and short_user(message.sender) == BOT:
                yield message

    def lines(self) -> Iterator[Line]:
        """What it reads in the room, each message as one; cards are no news."""
        for message in self.said():
            text = str(message.original["body"])
            if not CARD.match(text):
                yield Line.seen("anybody", f"{self.name} on Matrix", text, 0)

    def cards(self, begin: str) -> list[Message]:
        """Those of the bot's, of all cycles, that hang on nothing and began so."""
        begins = re.compile(begin)
        return [
            message
            for message in self.view.shown()
            if short_user(message.sender) == BOT
            and message.thread is None
            and begins.match(str(message.original["body"]))
        ]


@dataclass
class MailSeen:
    """Pages by mail, from the world's beginning; times are Unix time."""

    pages: Sequence[Page]
    """As the store has them, those by direct message as well."""
    mails: Sequence[Mail]
    """As the mailboxes have them."""
    taken: Sequence[Taking]
    """What the mail server said to have taken, in that order."""
    addresses: Mapping[str, str]
    """Where each person gets mail."""
    ends: Sequence[float]
    """When a process of the daemon's ended."""
    told: Sequence[Line]
    """Pages by direct message, as people read them: whoever is back on one network first is reminded
    there alone."""
    since: float
    """What was over by then, an earlier cycle was judged by."""
    until: float
    """Chains go on while the judge looks: what came after that, the next cycle is judged by."""

    def is_judged(self, at: float) -> bool:
        return self.since < at <= self.until

    def fresh(self) -> list[Page]:
        """Those that have left since, and those that should have."""
        return [
            page
            for page in self.pages
            if self.is_judged(page.last_at)
            or (page.state == "waiting" and page.created_at <= self.until)
        ]

    def by_mail(self) -> list[Page]:
        return [page for page in self.fresh() if page.is_mail]


@dataclass
class Ledger:
    """The events of one store, from its beginning: it only ever grows."""

    events: list[Event] = field(default_factory=list)
    of_case: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))

    @property
    def last(self) -> int:
        return self.events[-1]["seq"] if self.events else 0

    def add(self, events: Iterable[Event]) -> None:
        for event in events:
            self.events.append(event)
            if event["case"] is not None:
                self.of_case[event["case"]].append(event)


@dataclass
class Evidence:
    """Of one cycle; `ledger` and `attempts` go back to the world's beginning."""

    chronicle: Chronicle
    ledger: Ledger
    cases: dict[int, Mapping[str, Any]]
    """Those in which anything happened in this cycle, as the interface shows them."""
    lines: Sequence[Line]
    attempts: Sequence[Request]
    events: Sequence[Event]
    """Those of this cycle."""
    wall_offset: float = 0.0
    """From `time.monotonic` to Unix time."""
    judged_at: float = 0.0
    """Unix time."""
    undo_seconds: float = UNDO_SECONDS
    """Of every queue."""
    length_max: int = LENGTH_MAX
    """Characters that the receiver takes of a reply."""
    rooms: Sequence[RoomSeen] = ()
    """Those on Matrix."""
    mail: MailSeen | None = None
    """Where pages leave by mail."""
    heard: Mapping[str, int] = field(default_factory=dict)
    """What the store remembers of the events there that were spoken to it: when it decided, in
    milliseconds of Unix time."""

    def story(self, case: int) -> list[Event]:
        return self.ledger.of_case[case]

    def home(self, case: int) -> int:
        """Where the mentions of a case are by now: it may have been merged into another."""
        for event in self.story(case):
            if event["type"] == "case.merged":
                return self.home(event["data"]["into"])
        return case

    def attempts_of(self, case: int) -> list[Request]:
        return [request for request in self.attempts if request.data["case"] == case]

    def had_blind_trouble(self) -> bool:
        return any(trouble.is_blind for trouble in self.chronicle.troubles)
