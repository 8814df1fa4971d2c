"""Four eyes: what was approved is what somebody else read, as it was shown."""

from __future__ import annotations

import wording
from desk import TEXT, DeskTestCase, Draft
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.mentions import mention

OTHER_TEXT = "Hi Mara, an engineer comes at 5."
MAP = "https://status.example/map.png"


class WhoApproves(DeskTestCase):
    def test_the_author_cannot(self) -> None:
        draft = self.drafted_case(author=self.sam)
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.sam.expect_answer(wording.wrote_it_yourself(draft.mark))
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")
        self.approve(draft, by=self.lee)
        self.await_sent(draft.case)

    def test_an_author_without_the_role_is_refused_too(self) -> None:
        draft = self.drafted_case()
        self.dana.say(CARE, f"!ok {draft.mark}")
        self.dana.expect_answer(wording.wrote_it_yourself(draft.mark))
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")

    def test_another_agent_cannot(self) -> None:
        draft = self.drafted_case()
        self.bo.say(CARE, f"!ok {draft.mark}")
        self.bo.expect_answer(wording.supervisors_only())
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")

    def test_after_a_rewrite_the_original_author_or_a_third_person_may(self) -> None:
        draft = self.drafted_case()
        self.sam.say(APPROVALS, f"!rewrite {draft.case} {OTHER_TEXT}")
        mark = self.sam.expect_answer(wording.drafted(draft.case, 2))["mark"]
        self.sam.say(APPROVALS, f"!ok {mark}")
        self.sam.expect_answer(wording.wrote_it_yourself(mark))
        self.dana.tell(f"ok {mark}")
        self.dana.expect_answer(wording.approved(draft.case, mark, "dana"))
        self.assertEqual(self.receiver.await_posted(draft.case).data["text"], OTHER_TEXT)


class EditsInBetween(DeskTestCase):
    def test_an_approval_of_the_old_text_is_refused(self) -> None:
        old = self.drafted_case()
        new = self.edit(old)
        self.sam.say(APPROVALS, f"!ok {old.case}")
        self.sam.expect_answer(wording.now_another(old.case, 2, new.mark))
        self.sam.say(APPROVALS, f"!ok {old.mark}")
        self.sam.expect_answer(wording.now_another(old.case, 2, new.mark))
        self.assertEqual(self.api.case(old.case)["phase"], "drafted")
        self.await_draft_state(old, "voided")
        self.approve(new)
        self.assertEqual(self.receiver.await_posted(old.case).data["text"], OTHER_TEXT)

    def test_an_edit_in_the_undo_window_voids_the_approval(self) -> None:
        old = self.drafted_case()
        self.approve(old)
        new = self.edit(old)
        self.await_draft_state(old, "voided")
        self.relay_another()
        self.assert_nothing_posted(old.case)
        self.approve(new)
        self.await_sent(old.case)
        self.assertEqual([r.data["text"] for r in self.receiver.posted(old.case)], [OTHER_TEXT])

    def edit(self, old: Draft) -> Draft:
        self.dana.say(CARE, f"!edit {old.case} {OTHER_TEXT}")
        mark = self.dana.expect_answer(wording.drafted(old.case, 2))["mark"]
        self.assertNotEqual(mark, old.mark)
        return self.await_card(Draft(old.case, mark), self.dana)


class WhatGoesWithIt(DeskTestCase):
    def test_what_is_attached_is_shown_approved_and_posted(self) -> None:
        old = self.drafted_case()
        number = old.case
        self.dana.say(CARE, f"!attach {number} status.example/map.png map")
        self.dana.expect_answer(wording.no_address(number))
        self.dana.say(CARE, f"!attach {number} {MAP} where the fault is")
        mark = self.dana.expect_answer(wording.drafted(number, 2))["mark"]
        self.sam.expect(APPROVALS, wording.attached(number, MAP, "where the fault is"))
        self.sam.say(APPROVALS, f"!ok {old.mark}")
        self.sam.expect_answer(wording.now_another(number, 2, mark))
        self.approve(Draft(number, mark))
        posted = self.receiver.await_posted(number).data
        self.assertEqual(posted["text"], TEXT)
        wanted = [{"type": "image", "url": MAP, "alt": "where the fault is"}]
        self.assertEqual(posted["attachments"], wanted)
        self.assertEqual(self.api.case(number)["drafts"][1]["attachments"], wanted)


class OneDraftACase(DeskTestCase):
    def test_a_second_reply_is_refused_while_one_waits(self) -> None:
        draft = self.drafted_case()
        self.dana.say(CARE, f"!r {draft.case} again")
        self.dana.expect_answer(wording.draft_waits(draft.case, draft.mark))
        self.assertEqual(len(self.api.case(draft.case)["drafts"]), 1)

    def test_a_rejection_reaches_the_author_with_its_reason(self) -> None:
        draft = self.drafted_case()
        self.sam.say(APPROVALS, f"!no {draft.mark} promise no hour")
        self.dana.expect_answer(rf"#{draft.case}\b.*promise no hour")
        self.await_draft_state(draft, "rejected")
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.sam.expect_answer(wording.outdated(draft.mark))
        self.assert_nothing_posted(draft.case)

    def test_a_blocked_word_is_refused(self) -> None:
        number = self.claimed_case()
        self.dana.say(CARE, f"!r {number} you idiots")
        self.dana.expect_answer(wording.blocked("idiots"))
        self.assertEqual(self.api.case(number)["drafts"], [])


class TheCustomerWritesAgain(DeskTestCase):
    settings = DeskSettings(undo_window="4s")

    def setUp(self) -> None:
        super().setUp()
        (accepted,) = self.api.post(mention(conversation="c-1"))
        self.number = accepted.case
        self.dana.expect(CARE, wording.rung(self.number))
        self.dana.say(CARE, f"!c {self.number}")
        self.dana.expect_answer(wording.claimed(self.number, "dana"))
        self.held = self.draft(self.dana, self.number)

    def test_while_the_draft_waits(self) -> None:
        self.write_again()
        self.approve(self.held)
        self.await_sent(self.number)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def test_while_the_undo_window_runs(self) -> None:
        self.approve(self.held)
        self.write_again()
        self.assert_nothing_posted(self.number)
        self.approve(self.held)
        self.await_sent(self.number)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def write_again(self) -> None:
        """She does; the draft is held and both rooms are told, with her words. Sam reads it."""
        (again,) = self.api.post(mention("It's back, hm.", conversation="c-1"))
        self.assertEqual(again.case, self.number)
        self.await_draft_state(self.held, "held")
        told = self.sam.expect(APPROVALS, wording.on_hold(self.number, self.held.mark))
        self.assertIn("It's back, hm", told.string)
        self.dana.expect_answer(wording.on_hold(self.number, self.held.mark))
        self.fence(self.sam)
