"""The desk on Matrix: the same people and the same acts, at a homeserver of each test's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import wording
from desk import TEXT, DeskTestCase, Draft
from parts.bot_config import APPROVALS, CARE, SPARED, BotConfig, DeskSettings
from parts.matrix_actor import short_user
from parts.matrix_conduct import faults_of
from parts.matrix_office import MatrixOffice
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import Message, RoomView
from parts.synapse_files import UNHURRIED

CLAIM, APPROVE, REJECT, ESCALATE = "👀", "✅", "❌", "⏫"
"""What one tap does."""


@dataclass(frozen=True)
class Card:
    """A case's number and its message in the work room."""

    case: int
    message: Message

    @property
    def thread(self) -> str:
        """What is said of the case stands in a thread below it."""
        return self.message.event_id


@dataclass(frozen=True)
class ShownDraft(Draft):
    """A draft and the message that one tap approves or rejects."""

    message: Message


class MatrixDeskTestCase(DeskTestCase):
    """Afterwards, too: every case has exactly one card, and the bot's events are well-formed."""

    limits = UNHURRIED
    dana: MatrixPerson
    bo: MatrixPerson
    sam: MatrixPerson
    lee: MatrixPerson

    def open_office(self) -> MatrixOffice:
        self.matrix = MatrixOffice(self.limits)
        self.addCleanup(self.matrix.stop)
        self.matrix.start()
        return self.matrix

    def write_config(self, settings: DeskSettings) -> BotConfig:
        if self.limits is UNHURRIED:
            settings = replace(settings, matrix=[*settings.matrix, SPARED])
        return super().write_config(settings)

    def tearDown(self) -> None:
        super().tearDown()
        for person, room in ((self.dana, CARE), (self.sam, APPROVALS)):
            events = person.look(room, lambda view: list(view.events))
            self.assertEqual(faults_of(events, person.bot), [])
        for case in self.api.cases(limit=500):
            if case["priority"] == "P1":
                self.assert_one_card(case["case"])

    def restart_daemon(self) -> None:
        """kill -9 and back. Nobody sees it leave a room."""
        self.daemon.restart()

    def assert_one_card(self, number: int) -> None:
        """However often it was tried: one message that is this case's, with its edits."""
        begins = re.compile(rf"#{number} P\d ", re.IGNORECASE)

        def look(view: RoomView) -> int:
            bots = [one for one in view.shown() if short_user(one.sender) == self.dana.bot]
            own = [one for one in bots if one.thread is None]
            return sum(begins.match(str(one.original["body"])) is not None for one in own)

        self.assertEqual(self.dana.look(CARE, look), 1, f"cards of #{number}")

    # The acts of a day

    def card(self, **fields: Any) -> Card:
        """An urgent mention is seen in the room, ready for one tap."""
        number = self.arrive(**fields)
        message = self.dana.expect(CARE, wording.rung(number)).message
        self.assertIsNone(message.thread)
        self.dana.expect_reaction(message, CLAIM)
        return Card(number, message)

    def claimed_card(self, holder: MatrixPerson | None = None) -> Card:
        holder = holder or self.dana
        card = self.card()
        holder.say(CARE, "!c", thread=card.thread)
        holder.expect_answer(wording.claimed(card.case, holder.nick))
        return card

    def shown_draft(self, card: Card, author: MatrixPerson | None = None) -> ShownDraft:
        """By the holder, in the case's thread; its message in the approvals room is ready."""
        author = author or self.dana
        author.say(CARE, f"!r {TEXT}", thread=card.thread)
        mark = author.expect_answer(wording.drafted(card.case, 1))["mark"]
        return self.await_shown(card, mark, author)

    def await_shown(self, card: Card, mark: str, author: MatrixPerson) -> ShownDraft:
        pattern = wording.draft_card(card.case, mark, author.nick)
        message = self.sam.expect(APPROVALS, pattern).message
        for key in (APPROVE, REJECT):
            self.sam.expect_reaction(message, key)
        return ShownDraft(card.case, mark, message)

    def await_event(self, number: int, type: str) -> dict[str, Any]:
        """The newest of its kind, by the HTTP interface."""
        self.await_case(
            number, lambda _: type in self.event_types(number), f"the case of a {type}"
        )
        events = self.api.case_events(number)
        return next(event for event in reversed(events) if event["type"] == type)

    def event_types(self, number: int) -> list[str]:
        return [event["type"] for event in self.api.case_events(number)]

    def count(self, number: int, type: str) -> int:
        return self.event_types(number).count(type)
