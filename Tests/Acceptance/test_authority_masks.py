"""Without accounts a person is a mask that the administrator wrote down, to the letter."""

from __future__ import annotations

import wording
from desk import TEXT
from old_desk import OldDeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.people import Person


class Masks(OldDeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.number = self.ring()

    def test_a_nick_that_looks_alike(self) -> None:
        for nick in ("d4na", "dana_", "danaa", "xdana"):
            with self.subTest(nick):
                self.check_refused(self.seat_as(nick, "dana"))
        self.assert_obeyed(self.dana, self.number)

    def test_the_nick_with_another_user_name(self) -> None:
        """ngIRCd itself refuses user names that are not plain letters."""
        self.dana.drop()
        self.bo.await_gone(CARE, "dana")
        for user in ("mallory", "danaa", "DAN"):
            with self.subTest(user):
                self.check_refused(self.seat_as("dana", user))
        self.dana.connect()
        self.assert_obeyed(self.dana, self.number)

    def test_a_nick_taken_over(self) -> None:
        mallory = self.seat_as("mallory", "mallory")
        self.dana.rename("dana2")
        mallory.rename("dana")
        self.check_refused(mallory)

    def test_a_person_under_another_nick(self) -> None:
        """The mask says `dana!…`: under another nick she is nobody until she is back."""
        self.dana.rename("dana2")
        self.dana.say(CARE, f"!claim {self.number}")
        self.dana.expect_answer(wording.unknown_person())
        self.dana.rename("dana")
        self.assert_obeyed(self.dana, self.number)

    def test_words_passed_on_by_another_bot(self) -> None:
        relay = self.seat_as("relay", "relay")
        relay.say(CARE, f"<dana> !claim {self.number}")
        relay.await_heard()
        self.fence(self.bo)
        self.assertIsNone(self.api.case(self.number)["holder"])
        self.assert_obeyed(self.dana, self.number)

    def test_a_notice_and_an_action(self) -> None:
        self.dana.raw(f"NOTICE {CARE} :!claim {self.number}")
        self.dana.raw(f"PRIVMSG {CARE} :\x01ACTION !claim {self.number}\x01")
        self.assert_not_obeyed(self.dana, self.number)
        self.assert_obeyed(self.dana, self.number)

    def seat_as(self, nick: str, user: str) -> Person:
        person = Person(nick, self.office.address, user=user)
        self.addCleanup(person.drop)
        person.connect()
        person.join(CARE)
        return person

    def check_refused(self, person: Person) -> None:
        person.say(CARE, f"!claim {self.number}")
        person.await_heard()
        self.fence(self.bo)
        self.assertIsNone(self.api.case(self.number)["holder"])
        person.drop()
        self.bo.await_gone(CARE, person.nick)


class FourEyes(OldDeskTestCase):
    def test_whoever_wrote_it_cannot_approve_it(self) -> None:
        draft = self.draft(self.sam, self.claimed_case(self.sam), TEXT)
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.sam.expect_answer(wording.wrote_it_yourself(draft.mark))
        self.approve(draft, by=self.lee)
        self.await_sent(draft.case)
