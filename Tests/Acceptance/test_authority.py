"""Who is obeyed: an authenticated account of somebody of the desk, and nobody else."""

from __future__ import annotations

import wording
from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.people import Person


class Strangers(DeskTestCase):
    def test_a_nick_without_an_account(self) -> None:
        number = self.ring()
        mallory = self.seat_stranger("mallory", CARE)
        self.assert_refused(mallory, number)
        mallory.tell("help")
        mallory.expect_answer(wording.help_text())

    def test_the_right_nick_without_the_account(self) -> None:
        number = self.ring()
        self.bo.drop()
        self.dana.await_gone(CARE, "bo")
        self.assert_refused(self.seat_stranger("bo", CARE), number)

    def test_an_account_that_is_nobody_of_the_desk(self) -> None:
        number = self.ring()
        zed = self.seat("zed", CARE)
        zed.say(CARE, f"!claim {number}")
        zed.expect_answer(".")
        self.assertIsNone(self.api.case(number)["holder"])

    def test_an_approval_by_a_stranger(self) -> None:
        draft = self.drafted_case()
        mallory = self.seat_stranger("mallory", APPROVALS)
        mallory.say(APPROVALS, f"!ok {draft.mark}")
        mallory.expect_answer(wording.unknown_person())
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")

    def assert_refused(self, person: Person, number: int) -> None:
        person.say(CARE, f"!claim {number}")
        person.expect_answer(wording.unknown_person())
        self.assertIsNone(self.api.case(number)["holder"])


class OrdinaryTalk(DeskTestCase):
    def test_reaches_nobody_and_changes_nothing(self) -> None:
        draft = self.drafted_case()
        before = len(self.api.case_events(draft.case))
        self.dana.say(CARE, f"reply {draft.case} We should just tell her it was our fault")
        self.dana.say(CARE, f"#{draft.case} looks bad, claim {draft.case} somebody")
        self.sam.say(APPROVALS, f"ok {draft.mark}")
        self.sam.say(APPROVALS, f"approve {draft.case}? I would say !ok {draft.mark}")
        self.sam.say(APPROVALS, "ok")
        self.lee.say(CARE, "casebell is a nice name")
        for person in (self.dana, self.sam, self.lee):
            self.fence(person)
        self.assertEqual(len(self.api.case_events(draft.case)), before)
        self.assert_nothing_posted(draft.case)
