"""The bot loses its place in a room, or the room goes on as another one."""

from __future__ import annotations

import time

import wording
from matrix_desk import APPROVE, CLAIM, MatrixDeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.people import BOT

BACK_SECONDS = 60.0


class TheBotIsThrownOut(MatrixDeskTestCase):
    def test_and_invited_again(self) -> None:
        card = self.claimed_card()
        self.sam.kick(CARE, BOT, "a mistake")
        self.dana.await_gone(CARE)
        late = self.arrive()
        self.dana.say(CARE, "!n while it was out", thread=card.thread)
        self.sam.invite(CARE, BOT)
        began = time.monotonic()
        self.dana.await_in_room(CARE, within=BACK_SECONDS)
        print(f"in the room again after {time.monotonic() - began:.1f} s")
        self.dana.expect(CARE, wording.rung(late), within=BACK_SECONDS)
        print(f"rung after {time.monotonic() - began:.1f} s")
        self.dana.say(CARE, "!n after it", thread=card.thread)
        self.dana.expect_answer(wording.noted(card.case), within=BACK_SECONDS)
        told = self.dana.seen(wording.missed_time(), CARE)
        self.assertTrue(told or self.count(card.case, "case.noted") == 2, "nobody was told")


class TheRoomIsUpgraded(MatrixDeskTestCase):
    def test_while_cases_are_open(self) -> None:
        """What is open goes on in the new room, by number and by a card of its own there."""
        held, free = self.claimed_card(), self.card()
        new = self.sam.upgrade(CARE, "10")
        for person in (self.dana, self.bo, self.lee, self.sam):
            person.name_room(CARE, new)
        for name in ("dana", "bo", "lee", BOT):
            if name not in self.sam.occupants(new):
                self.sam.invite(new, name)
        for person in (self.dana, self.bo, self.lee):
            person.join(new)
        self.dana.await_in_room(CARE, within=BACK_SECONDS)
        for card in (held, free):
            again = self.dana.expect(CARE, wording.own_card(card.case), within=BACK_SECONDS)
            self.assertEqual(again.message.room_id, new)
            self.dana.expect_reaction(again.message, CLAIM)
        # Whoever answers there has moved, too.
        self.dana.say(CARE, f"!note {held.case} after the move")
        self.dana.expect_answer(wording.noted(held.case), within=BACK_SECONDS)
        late = self.arrive()
        rung = self.dana.expect(CARE, wording.rung(late), within=BACK_SECONDS)
        self.assertEqual(rung.message.room_id, new)
        self.bo.say(CARE, f"!claim {free.case}")
        self.bo.expect_answer(wording.claimed(free.case, "bo"))
        self.dana.say(CARE, f"!reply {held.case} Hi Mara, we have moved.")
        mark = self.dana.expect_answer(wording.drafted(held.case, 1))["mark"]
        shown = self.sam.expect(APPROVALS, wording.draft_card(held.case, mark, "dana")).message
        self.sam.react(shown, APPROVE)
        self.receiver.await_posted(held.case)
        self.dana.expect(CARE, wording.sent(held.case))

    def assert_one_card(self, number: int) -> None:
        """The card of before stays in the old room."""
